"""Threads with the text as it was typed, for programs; pages read other queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.threads.models import Answer, Comment, Thread, ThreadTag
from forum.threads.queries.question import SIZE
from forum.topics.models import Tag

COMMENTS = 100


@dataclass(frozen=True)
class Answered:
    """An answer and its first hundred comments."""

    answer: Answer
    comments: Sequence[Comment]


def tags_of(thread_id: int) -> list[str]:
    names = select(Tag.name).join(ThreadTag).where(ThreadTag.thread_id == thread_id)
    return list(db.scalars(names.order_by(Tag.name)))


def answers_of(thread: Thread, *, cursor: str | None = None) -> Page[Answered]:
    """The visible answers in order of writing, from the one after the cursor on."""
    rows = select(Answer).options(joinedload(Answer.author).lazyload("*"))
    rows = rows.where(Answer.thread_id == thread.id, Answer.state == "visible")
    if place := position(cursor, int):
        rows = rows.where(Answer.number > place[0])
    found = db.scalars(rows.order_by(Answer.number).limit(SIZE + 1)).all()
    comments = _comments_on([answer.id for answer in found])
    said = [Answered(answer, comments[answer.id][:COMMENTS]) for answer in found]
    return page_of(said, SIZE, lambda one: [one.answer.number])


def _comments_on(answer_ids: Iterable[int]) -> dict[int, list[Comment]]:
    rows = select(Comment).options(joinedload(Comment.author).lazyload("*"))
    rows = rows.where(Comment.answer_id.in_(list(answer_ids)), Comment.state == "visible")
    found: dict[int, list[Comment]] = defaultdict(list)
    for comment in db.scalars(rows.order_by(Comment.id)):
        found[comment.answer_id or 0].append(comment)
    return found
