"""The pages of hats for managers. Importing them registers their routes with the room."""

from moderation.granting.views import making, people
from moderation.granting.views.room import granting

__all__ = ["granting", "making", "people"]
