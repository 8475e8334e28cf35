"""Questions in JSON."""

from forum.threads.api import marks, posts
from forum.threads.api.schemas import threads_api

__all__ = ["marks", "posts", "threads_api"]
