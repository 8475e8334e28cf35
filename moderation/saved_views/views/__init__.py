"""The pages of saved views and of many tickets at once."""

from moderation.saved_views.views import keeping, many
from moderation.saved_views.views.room import saved_views

__all__ = ["keeping", "many", "saved_views"]
