"""The pages of questions. Importing them registers their routes with the room."""

from forum.threads.views import (
    answering,
    asking,
    changing,
    feeding,
    guiding,
    history,
    lists,
    marks,
    news,
    offering,
    show,
)
from forum.threads.views.room import banner, deeds, threads

__all__ = [
    "answering",
    "asking",
    "banner",
    "changing",
    "deeds",
    "feeding",
    "guiding",
    "history",
    "lists",
    "marks",
    "news",
    "offering",
    "show",
    "threads",
]
