"""The blueprint all pages about grievances hang on."""

from pathlib import Path

from forum.kernel.web import room

grievances = room("grievances", str(Path(__file__).parent))
