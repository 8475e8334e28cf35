"""The room's pages are registered here."""

from pathlib import Path

from forum.kernel.web import room

saved_views = room("saved_views", str(Path(__file__).parent))
