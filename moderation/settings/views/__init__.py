"""The pages on which managers decide what the whole place says and looks like."""

from moderation.settings.views import changing, history
from moderation.settings.views.room import settings

__all__ = ["changing", "history", "settings"]
