"""Finding topic areas and tags."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.topics.models import Tag, Topic


def all_topics() -> Sequence[Topic]:
    """In the order staff gave them."""
    return db.scalars(select(Topic).order_by(Topic.position, Topic.name)).all()


def topic_called(slug: str) -> Topic:
    if topic := db.scalar(select(Topic).where(Topic.slug == slug)):
        return topic
    raise Missing("We do not have a topic with this name. The front page lists all of them.")


def tag_called(name: str) -> Tag:
    if tag := db.scalar(select(Tag).where(Tag.name == name)):
        return tag
    raise Missing("No question has this tag.")
