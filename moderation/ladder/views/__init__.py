"""The pages about the ladder. Importing them registers their routes with the room."""

from moderation.ladder.views import people, rules
from moderation.ladder.views.room import ladder

__all__ = ["ladder", "people", "rules"]
