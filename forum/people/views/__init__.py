"""The pages about people. Importing them registers their routes with the room."""

from forum.people.views import offering, pages, taking
from forum.people.views.room import people

__all__ = ["offering", "pages", "people", "taking"]
