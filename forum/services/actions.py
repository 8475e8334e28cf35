"""Adding a service with its opening hours and its promises, and changing it."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.follows.actions import follow, unfollow
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.services.events import ServiceChanged, ServiceOpened
from forum.services.hours import calendar_from
from forum.services.models import CalendarVersion, Service
from forum.services.queries import facts_of
from forum.topics.policy import may_keep_catalogue

EVERY_DAY = "Every day"
ONLY_KEEPERS = "Only a manager or an administrator can change this."


def add_service(*, slug: str, name: str, calendar: dict[str, Any], **facts: Any) -> Service:
    """The service with this slug, made when there is none yet; promises count opening minutes.

    `facts` are the other columns of a service, of which `summary`, `owner`, `phone`, `place`,
    `opening`, `first_response_minutes` and `resolution_minutes` are needed; whoever writes again is
    promised a reply within `next_response_minutes`, which are those of the first unless said.
    """
    if known := db.scalar(select(Service).where(Service.slug == slug)):
        return known

    hours = _calendar(name, calendar)
    facts = {"next_response_minutes": facts["first_response_minutes"]} | facts
    subject_id = new_subject("service")
    service = Service(slug=slug, name=name, subject_id=subject_id, calendar_version=hours, **facts)
    db.add(service)
    db.flush()
    return service


def open_service(*, by: Member, **facts: Any) -> Service:
    """A new service of the catalogue; the same slug again gives the one that is there."""
    _require(by)
    if known := db.scalar(select(Service).where(Service.slug == facts["slug"])):
        return known

    service = add_service(**facts)
    publish(ServiceOpened(actor_id=by.id, service_id=service.id, followed_id=service.subject_id))
    return service


def every_day(zone: str) -> CalendarVersion:
    """Hours that never close, for what the law counts in months; made when first needed."""
    rows = select(CalendarVersion).where(CalendarVersion.name == EVERY_DAY)
    for known in db.scalars(rows.order_by(CalendarVersion.id)):
        if known.facts["zone"] == zone:
            return known
    always = {str(day): [["00:00", "24:00"]] for day in range(7)}
    made = _calendar(EVERY_DAY, {"zone": zone, "frames": always})
    db.add(made)
    db.flush()
    return made


def change_service(service: Service, *, by: Member, facts: dict[str, Any]) -> None:
    """Set what differs. New hours are a new row, so that old promises keep theirs."""
    _require(by)
    before = facts_of(service)
    changed = {name: value for name, value in facts.items() if before[name] != value}
    if not changed:
        return

    if (hours := changed.pop("calendar", None)) is not None:
        service.calendar_version = _calendar(service.name, hours)
    for name, value in changed.items():
        setattr(service, name, value)
    service.version += 1
    publish(
        ServiceChanged(
            actor_id=by.id,
            service_id=service.id,
            followed_id=service.subject_id,
            number=service.version,
        )
    )


def follow_service(service: Service, *, by: Member, wanted: bool) -> None:
    """Hear of its alerts by mail, or not any more."""
    (follow if wanted else unfollow)(by=by, subject_id=service.subject_id)


def unfollow_services(*, by: Member) -> None:
    """Hear of no service's alerts any more."""
    for subject_id in db.scalars(select(Service.subject_id)):
        unfollow(by=by, subject_id=subject_id)


def _require(by: Member) -> None:
    if not may_keep_catalogue(by):
        raise Refused(ONLY_KEEPERS)


def _calendar(name: str, facts: dict[str, Any]) -> CalendarVersion:
    """Read once before it is kept, so that no promise ever meets hours it cannot count."""
    try:
        calendar_from(facts)
    except ValueError as error:
        raise Invalid(str(error)) from error
    return CalendarVersion(name=name, facts=facts)
