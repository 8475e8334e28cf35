"""The log of disclosures for everybody, and the page on which staff publish."""

from moderation.disclosures.views import publishing, reading
from moderation.disclosures.views.room import disclosures

__all__ = ["disclosures", "publishing", "reading"]
