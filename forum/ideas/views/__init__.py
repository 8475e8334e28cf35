"""The pages of ideas. Importing them registers their routes with the room."""

from forum.ideas.views import deeds, lists, proposing, show
from forum.ideas.views.room import ideas

__all__ = ["deeds", "ideas", "lists", "proposing", "show"]
