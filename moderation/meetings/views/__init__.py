"""The pages on which the policy team leads the advisory group."""

from moderation.meetings.views import agenda, calling, publishing
from moderation.meetings.views.room import meetings

__all__ = ["agenda", "calling", "meetings", "publishing"]
