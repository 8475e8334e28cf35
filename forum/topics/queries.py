"""Finding topic areas and tags."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.topics.models import Tag, Topic

NO_TOPIC = "We do not have a topic with this name. The front page lists all of them."
CHANGEABLE = ("name", "summary", "service_id", "position", "escalates_after_minutes")


def all_topics() -> Sequence[Topic]:
    """In the order staff gave them."""
    return db.scalars(select(Topic).order_by(Topic.position, Topic.name)).all()


def topic_called(slug: str, *, lock: bool = False) -> Topic:
    rows = select(Topic).where(Topic.slug == slug)
    if topic := db.scalar(rows.with_for_update() if lock else rows):
        return topic
    raise Missing(NO_TOPIC)


def facts_of(topic: Topic) -> dict[str, Any]:
    """Everything staff can change, as plain facts that JSON can hold."""
    return {name: getattr(topic, name) for name in CHANGEABLE}


def tag_called(name: str) -> Tag:
    if tag := db.scalar(select(Tag).where(Tag.name == name)):
        return tag
    raise Missing("No question has this tag.")
