"""Finding the services of the public body, and what is said about each."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import joinedload

from forum.follows.models import Follow
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.services.hours import Calendar, calendar_from
from forum.services.models import CalendarVersion, Service, UsualWait
from forum.topics.models import Topic
from forum.topics.queries import NO_TOPIC

COLUMNS = (
    *("name", "summary", "owner", "phone", "place", "opening", "email"),
    *("provides", "provides_html", "renderer"),
    *("first_response_minutes", "next_response_minutes", "resolution_minutes"),
    *("counts_incidents", "by_priority", "true_months"),
)
LOOK_AHEAD = timedelta(days=120)


def all_services() -> Sequence[Service]:
    return db.scalars(select(Service).order_by(Service.name)).all()


def service_numbered(service_id: int) -> Service | None:
    return db.get(Service, service_id)


def catalogue() -> list[tuple[Service, list[Topic]]]:
    """Every service with its hours and its topics, in two queries."""
    rows = select(Service).options(joinedload(Service.calendar_version)).order_by(Service.name)
    services = db.scalars(rows).all()
    topics = db.scalars(select(Topic).order_by(Topic.position, Topic.name)).all()
    return [(one, [topic for topic in topics if topic.service_id == one.id]) for one in services]


def service_called(slug: str, *, lock: bool = False) -> Service:
    rows = select(Service).where(Service.slug == slug).execution_options(populate_existing=True)
    rows = rows.with_for_update() if lock else rows.options(joinedload(Service.calendar_version))
    if service := db.scalar(rows):
        return service
    raise Missing("We do not have a service with this name.")


def topic_and_service(slug: str) -> tuple[Topic, Service]:
    """A topic and the service that answers for it, in one query."""
    if found := db.execute(_topic_and_service(), {"slug": slug}).one_or_none():
        return found[0], found[1]
    raise Missing(NO_TOPIC)


@cache
def _topic_and_service() -> Select[Topic, Service]:
    """Built once: putting it together costs more than running it."""
    both = select(Topic, Service).join(Service, Topic.service_id == Service.id)
    return both.where(Topic.slug == bindparam("slug"))


def service_of(topic_id: int) -> Service:
    """The service that answers for a topic; every topic has one."""
    belongs = Topic.service_id == Service.id
    if service := db.scalar(select(Service).join(Topic, belongs).where(Topic.id == topic_id)):
        return service
    raise Missing("We cannot find this topic.")


def topics_of(service_id: int, *, also: int | None = None) -> Sequence[Topic]:
    """Those of the service, and the one that something of it is about already."""
    theirs = Topic.service_id == service_id
    rows = select(Topic).where(theirs if also is None else or_(theirs, Topic.id == also))
    return db.scalars(rows.order_by(Topic.position, Topic.name)).all()


def followed_by(member_id: int) -> Sequence[Service]:
    """By name."""
    follows = Follow.subject_id == Service.subject_id
    rows = select(Service).join(Follow, follows).where(Follow.member_id == member_id)
    return db.scalars(rows.order_by(Service.name)).all()


def facts_of(service: Service) -> dict[str, Any]:
    """Everything staff can change, as plain facts that JSON can hold."""
    facts = {name: getattr(service, name) for name in COLUMNS}
    return facts | {"calendar": service.calendar_version.facts}


def closures_from(calendar: Calendar, today: date, *, most: int = 4) -> list[tuple[date, str]]:
    """The next days on which it is closed though its week says open, each with the reason."""
    days = (today + timedelta(days=ahead) for ahead in range(LOOK_AHEAD.days))
    closed = ((day, calendar.closed_on(day)) for day in days if calendar.frames.get(day.weekday()))
    return [(day, why) for day, why in closed if why is not None][:most]


def usual_wait(service_id: int, kind: str) -> tuple[UsualWait, Calendar] | None:
    """How long such answers usually take, and the hours in which it is counted; in one query."""
    here = UsualWait.service_id == service_id, UsualWait.kind == kind
    return next(iter(_waits(*here)), None)


def usual_waits(kind: str) -> dict[int, tuple[UsualWait, Calendar]]:
    """The same for every service that has had enough cases, by its id."""
    return {wait.service_id: (wait, hours) for wait, hours in _waits(UsualWait.kind == kind)}


def _waits(*which: Any) -> list[tuple[UsualWait, Calendar]]:
    rows = (
        select(UsualWait, CalendarVersion.facts)
        .join(Service, Service.id == UsualWait.service_id)
        .join(CalendarVersion, CalendarVersion.id == Service.calendar_id)
        .where(*which)
    )
    return [(wait, calendar_from(facts)) for wait, facts in db.execute(rows)]
