"""The pages of saved views and of many tickets at once."""

from moderation.shelves.views import keeping, many
from moderation.shelves.views.room import shelves

__all__ = ["keeping", "many", "shelves"]
