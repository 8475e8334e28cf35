"""The pages about people at the desk. Importing them registers their routes with the room."""

from moderation.persons.views import connecting, desk, own
from moderation.persons.views.room import persons

__all__ = ["connecting", "desk", "own", "persons"]
