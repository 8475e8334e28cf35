"""The room's pages are registered here."""

from pathlib import Path

from forum.kernel.web import room

shelves = room("shelves", str(Path(__file__).parent))
