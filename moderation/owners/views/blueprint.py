"""The blueprint all pages about owners hang on."""

from pathlib import Path

from forum.kernel.web import room

owners = room("owners", str(Path(__file__).parent))
