"""The room's pages are registered here."""

from pathlib import Path

from forum.kernel.web import room

disclosures = room("disclosures", str(Path(__file__).parent))
