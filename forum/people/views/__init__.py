"""The pages about people. Importing them registers their routes with the room."""

from forum.people.views import choosing, growing, offering, pages, taking
from forum.people.views.room import people

__all__ = ["choosing", "growing", "offering", "pages", "people", "taking"]
