"""What is offered while somebody types: tags in use, and who takes part in a question."""

from typing import Any

from sqlalchemy import exists, select, union

from forum.kernel.db import db
from forum.threads.models import Answer, Comment, Thread, ThreadTag
from forum.topics.models import Tag

MOST_OFFERED = 8


def tags_beginning(start: str) -> list[str]:
    """Only tags of questions that everybody can see."""
    is_seen = exists().where(ThreadTag.tag_id == Tag.id, ThreadTag.thread_id == Thread.id)
    rows = select(Tag.name).where(Tag.name.startswith(start, autoescape=True))
    rows = rows.where(is_seen.where(Thread.state == "visible"))
    return list(db.scalars(rows.order_by(Tag.name).limit(MOST_OFFERED)))


def taking_part(thread_id: int) -> Any:
    """The ids of those whose words everybody can read there, as rows to choose from."""
    asked = select(Thread.author_id).where(Thread.id == thread_id, Thread.state == "visible")
    replied = [
        select(one.author_id)
        .join(Thread, Thread.id == one.thread_id)
        .where(Thread.id == thread_id, Thread.state == "visible", one.state == "visible")
        for one in (Answer, Comment)
    ]
    return union(asked, *replied)
