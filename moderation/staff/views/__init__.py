"""Pages about the people who work here, and the page behind an invitation."""

from moderation.staff.views import accepting, inviting, people
from moderation.staff.views.room import staff

__all__ = ["accepting", "inviting", "people", "staff"]
