"""What robots are told of questions and topics: the address of each, and when its page changed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func, select

from forum.kernel.db import db
from forum.kernel.found import Address, by_id, latest, of_few
from forum.threads.models import Answer, Comment, Thread
from forum.threads.queries.subjects import thread_path
from forum.topics.models import Topic


def _last(post: Any, moment: Any) -> Any:
    """Of what everybody may read in a thread."""
    here = and_(post.thread_id == Thread.id, post.state == "visible")
    return select(func.max(moment)).where(here).scalar_subquery()


_MOMENTS = (
    *(Thread.asked_at, Thread.edited_at, Thread.solved_at, Thread.active_at),
    *(_last(Answer, Answer.edited_at), _last(Answer, Answer.written_at)),
    *(_last(Comment, Comment.edited_at), _last(Comment, Comment.written_at)),
)


def _thread(row: Any) -> Address:
    thread_id, slug, *moments = row
    return Address(thread_path(thread_id, slug), latest(*moments))


def _topics() -> Iterator[Address]:
    """The page of a topic changes with the questions on it."""
    mine = and_(Thread.topic_id == Topic.id, Thread.state == "visible")
    rows = select(Topic.slug, func.max(Thread.active_at)).outerjoin(Thread, mine)
    for slug, changed_at in db.execute(rows.group_by(Topic.slug).order_by(Topic.slug)):
        yield Address(f"/topics/{slug}", changed_at)


PUBLIC_THREADS = by_id(
    select(Thread.id, Thread.slug, *_MOMENTS).where(Thread.state == "visible"), Thread.id, _thread
)
PUBLIC_TOPICS = of_few(_topics)
