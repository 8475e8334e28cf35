"""Adding topic areas and tags."""

from collections.abc import Iterable

from sqlalchemy import func, select

from forum.kernel.db import db, insert_once
from forum.topics.models import Tag, Topic


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
        position=(db.scalar(select(func.max(Topic.position))) or 0) + 1,
        escalates_after_minutes=escalates_after_minutes,
    )
    return db.scalars(select(Topic).where(Topic.slug == slug)).one()


def tags_called(names: Iterable[str]) -> list[Tag]:
    """The tags with these names, in their order; new names become new tags."""
    wanted = list(dict.fromkeys(names))
    for name in sorted(wanted):
        insert_once(Tag, name=name)
    found = {tag.name: tag for tag in db.scalars(select(Tag).where(Tag.name.in_(wanted)))}
    return [found[name] for name in wanted]
