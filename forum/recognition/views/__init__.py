"""The pages of recognition. Importing them registers their routes with the room."""

from forum.recognition.views import choosing, reading
from forum.recognition.views.room import recognition

__all__ = ["choosing", "reading", "recognition"]
