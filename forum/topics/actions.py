"""Adding topic areas and tags, and changing topics."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.topics.events import TopicChanged, TopicOpened
from forum.topics.models import Tag, Topic
from forum.topics.policy import may_keep_catalogue
from forum.topics.queries import facts_of

ONLY_KEEPERS = "Only a manager or an administrator can change this."


def add_topic(
    *,
    name: str,
    slug: str,
    summary: str,
    service_id: int,
    escalates_after_minutes: int | None = None,
) -> Topic:
    """The topic with this slug, made at the end of the list when there is none yet."""
    insert_once(
        Topic,
        slug=slug,
        name=name,
        summary=summary,
        service_id=service_id,
        version=1,
        position=(db.scalar(select(func.max(Topic.position))) or 0) + 1,
        escalates_after_minutes=escalates_after_minutes,
    )
    return db.scalars(select(Topic).where(Topic.slug == slug)).one()


def open_topic(*, by: Member, slug: str, **facts: Any) -> Topic:
    """A new topic of a service; the same slug again gives the one that is there."""
    _require(by)
    if known := db.scalar(select(Topic).where(Topic.slug == slug)):
        return known

    topic = add_topic(slug=slug, **facts)
    publish(TopicOpened(actor_id=by.id, topic_id=topic.id))
    return topic


def change_topic(topic: Topic, *, by: Member, facts: dict[str, Any]) -> None:
    """Set what differs; it always belongs to a service."""
    _require(by)
    before = facts_of(topic)
    changed = {name: value for name, value in facts.items() if before[name] != value}
    if not changed:
        return

    for name, value in changed.items():
        setattr(topic, name, value)
    topic.version += 1
    publish(TopicChanged(actor_id=by.id, topic_id=topic.id))


def tags_called(names: Iterable[str]) -> list[Tag]:
    """The tags with these names, in their order; new names become new tags."""
    wanted = list(dict.fromkeys(names))
    for name in sorted(wanted):
        insert_once(Tag, name=name)
    found = {tag.name: tag for tag in db.scalars(select(Tag).where(Tag.name.in_(wanted)))}
    return [found[name] for name in wanted]


def _require(by: Member) -> None:
    if not may_keep_catalogue(by):
        raise Refused(ONLY_KEEPERS)
