"""Ideas in JSON."""

from forum.ideas.api import deeds, reading
from forum.ideas.api.schemas import ideas_api

__all__ = ["deeds", "ideas_api", "reading"]
