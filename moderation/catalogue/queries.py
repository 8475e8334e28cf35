"""What was changed in the catalogue, by whom, and what a change would do."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.text import slug_of
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.catalogue.models import CatalogueChange
from moderation.catalogue.sheet import Row

MOST = 100
NEW, KNOWN, REFUSED = FATES = "new", "known", "refused"


@dataclass(frozen=True)
class Judged:
    """A line of a table and what would become of it."""

    row: Row
    fate: str
    why: str = ""


def history_of(service: Service) -> Sequence[CatalogueChange]:
    """The newest changes of a service and of the topics that belong to it now."""
    topics = select(Topic.id).where(Topic.service_id == service.id)
    about = or_(
        CatalogueChange.service_id == service.id,
        CatalogueChange.topic_id.in_(topics),
    )
    rows = select(CatalogueChange).where(about).order_by(CatalogueChange.id.desc()).limit(MOST)
    people = joinedload(CatalogueChange.actor).lazyload("*")
    return db.scalars(rows.options(people, joinedload(CatalogueChange.topic))).all()


def change_of(change_id: int, service: Service) -> CatalogueChange:
    """Raises Missing when it is none of this service or of a topic of it."""
    change = db.get(CatalogueChange, min(change_id, LARGEST))
    if change is None or not _is_about(change, service):
        raise Missing("We cannot find this change.")
    return change


def judged(rows: Sequence[Row]) -> list[Judged]:
    """What would become of each line: new, known already, or refused and why."""
    services = set(db.scalars(select(Service.slug)))
    topics = set(db.scalars(select(Topic.slug)))
    seen: set[tuple[str, str]] = set()
    return [_judge(row, services, topics, seen) for row in rows]


def _judge(row: Row, services: set[str], topics: set[str], seen: set[tuple[str, str]]) -> Judged:
    service, topic = (slug_of(text, otherwise="") for text in (row.service, row.topic))
    if row.fault:
        return Judged(row, REFUSED, row.fault)
    if not service or (row.topic and not topic):
        return Judged(row, REFUSED, _("A name needs letters or numbers."))
    if (service, topic) in seen:
        return Judged(row, REFUSED, _("The same line stands further up."))
    seen.add((service, topic))
    is_known = topic in topics if topic else service in services
    return Judged(row, KNOWN if is_known else NEW)


def _is_about(change: CatalogueChange, service: Service) -> bool:
    if change.service_id is not None:
        return change.service_id == service.id
    topic = db.get_one(Topic, change.topic_id)
    return topic.service_id == service.id
