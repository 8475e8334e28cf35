"""The blueprint of recognition."""

from pathlib import Path

from forum.kernel.web import room

recognition = room("recognition", str(Path(__file__).parent))
