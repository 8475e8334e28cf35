"""The room's pages are registered here."""

from pathlib import Path

from forum.kernel.web import room

staff = room("staff", str(Path(__file__).parent))

BOTH = ["GET", "POST"]
