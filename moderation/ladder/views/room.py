"""The blueprint of the pages about the ladder."""

from pathlib import Path

from forum.kernel.web import room

ladder = room("ladder", str(Path(__file__).parent))
