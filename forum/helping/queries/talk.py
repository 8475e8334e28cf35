"""What a group and its coach wrote to each other, the newest first."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from forum.helping.models import GroupMessage
from forum.kernel import holding
from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.topics.models import Topic

SIZE = 20


def messages_of(topic_id: int, *, cursor: str | None = None) -> Page[GroupMessage]:
    """Whoever calls it has asked whether the reader may. Raises Invalid for a strange cursor."""
    rows = select(GroupMessage).where(GroupMessage.topic_id == topic_id)
    if place := position(cursor, int):
        rows = rows.where(GroupMessage.id < place[0])
    rows = rows.options(joinedload(GroupMessage.author)).order_by(GroupMessage.id.desc())
    return page_of(db.scalars(rows.limit(SIZE + 1)).all(), SIZE, lambda one: (one.id,))


def unanswered_in(topic_ids: Collection[int]) -> dict[int, int]:
    """How many messages of each group came after the last one from staff."""
    later = aliased(GroupMessage)
    is_answered = select(later.id).where(
        later.topic_id == GroupMessage.topic_id, later.id > GroupMessage.id, later.is_from_staff
    )
    rows = select(GroupMessage.topic_id, func.count())
    rows = rows.where(GroupMessage.topic_id.in_(topic_ids), ~GroupMessage.is_from_staff)
    rows = rows.where(~is_answered.exists()).group_by(GroupMessage.topic_id)
    return {topic_id: count for topic_id, count in db.execute(rows)}


def keeps_messages_of(member_id: int) -> bool:
    """Whether a hold covers one of theirs, or its topic or service."""
    rows = select(GroupMessage.id).join(Topic, Topic.id == GroupMessage.topic_id)
    rows = rows.where(GroupMessage.author_id == member_id)
    kept = ~holding.is_free(topic=GroupMessage.topic_id, service=Topic.service_id)
    return db.scalar(rows.where(kept).limit(1)) is not None
