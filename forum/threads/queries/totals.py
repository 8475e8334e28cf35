"""How many there are of each thing, for `folkmoot stats`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.threads.models import Answer, Comment, Note, Thread
from forum.topics.models import Tag
from forum.votes.models import Vote


def rows_of(model: Any, *conditions: Any) -> int:
    return db.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def happened(kind: str) -> int:
    """How often, by the ledger."""
    return rows_of(PublishedEvent, PublishedEvent.kind == kind)


def posts() -> int:
    """Everything that people wrote in threads, and the notes of their history."""
    return sum(rows_of(model) for model in (Thread, Answer, Comment, Note))


TOTALS: dict[str, Callable[[], int]] = {
    "threads": lambda: rows_of(Thread),
    "answers": lambda: rows_of(Answer),
    "comments": lambda: rows_of(Comment),
    "notes": lambda: rows_of(Note),
    "posts": posts,
    "votes": lambda: rows_of(Vote),
    "solutions": lambda: rows_of(Thread, Thread.solution_id.is_not(None)),
    "deflections": lambda: happened("question_deflected"),
    "tags": lambda: rows_of(Tag),
}
