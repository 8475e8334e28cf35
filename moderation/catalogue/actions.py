"""What managers do with the catalogue: each deed kept with what was before, and undoable."""

from collections.abc import Mapping, Sequence
from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.text import slug_of
from forum.services import actions as services
from forum.services import queries as service_queries
from forum.services.advising import PROMISES, Advice, advice_on
from forum.services.hours import calendar_from, minutes_of_days
from forum.services.models import Service
from forum.services.wording import opening_line
from forum.topics import actions as topics
from forum.topics import queries as topic_queries
from forum.topics.models import Topic
from moderation.catalogue.models import CatalogueChange
from moderation.catalogue.queries import NEW, Judged
from moderation.catalogue.sheet import Row
from moderation.settings.changes import CHANGED_MEANWHILE, CHANGED_SINCE, differences
from moderation.settings.queries import is_back

Thing = Service | Topic
NO_REASON = "Say why this promise can be kept from now on."
NAME_TAKEN = "There is one with this name already."
COUNTED_BY = ("calendar", "counts_incidents")
"""What changes which time counts for a promise."""
NO_UNDOING = "What was added can be changed, but not taken away: questions may belong to it."


def open_service(facts: dict[str, Any], *, by: Member) -> Service:
    """A service of its own name. Raises Invalid when the name is taken."""
    slug = slug_of(facts["name"], otherwise="service")
    if any(one.slug == slug for one in service_queries.all_services()):
        raise Invalid(NAME_TAKEN, {"name": NAME_TAKEN})
    service = services.open_service(by=by, slug=slug, **facts)
    _note("service added", service, {}, service_queries.facts_of(service), by)
    return service


def change_service(
    service: Service, facts: dict[str, Any], *, by: Member, version: int, reason: str = ""
) -> None:
    """Raises Conflict when somebody else changed it since the form was opened, and Invalid when a
    promise was not kept often enough in the past and no `reason` says why it can be now.
    """
    if not reason.strip() and any(one.is_low for one in service_advice(service, facts)):
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    _change(service, facts, by=by, version=version, reason=reason.strip())


def service_advice(service: Service, facts: Mapping[str, Any]) -> list[Advice]:
    """What experience says, once a change touches the promises, the hours they are counted in, or
    whether the time of a known problem counts.
    """
    now_so = service_queries.facts_of(service)
    _, after = differences(now_so, dict(facts))
    touched = [name for name in (*PROMISES.values(), *COUNTED_BY) if name in after]
    return advice_on(service.id, {**now_so, **facts}) if touched else []


def open_topic(facts: dict[str, Any], *, by: Member) -> Topic:
    """A topic of a service. Raises Invalid when its name is taken."""
    slug = slug_of(facts["name"], otherwise="topic")
    if any(one.slug == slug for one in topic_queries.all_topics()):
        raise Invalid(NAME_TAKEN, {"name": NAME_TAKEN})
    topic = topics.open_topic(by=by, slug=slug, **facts)
    _note("topic added", topic, {}, topic_queries.facts_of(topic), by)
    return topic


def change_topic(topic: Topic, facts: dict[str, Any], *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    _change(topic, facts, by=by, version=version)


def undo(change: CatalogueChange, *, by: Member) -> None:
    """Put back what was before, unless it was changed again since."""
    if change.is_addition:
        raise Refused(NO_UNDOING)
    thing = _thing_of(change)
    if is_back(change, _facts_of(thing)):
        return

    _set(thing, change.before, by)
    _note("catalogue change undone", thing, change.after, change.before, by, undoes=change.id)


def add_rows(rows: Sequence[Judged], calendar: dict[str, Any], *, by: Member) -> int:
    """Services and topics of a table, those that are new; how many were added."""
    wanted = [judged.row for judged in rows if judged.fate == NEW]
    for row in wanted:
        service = _service_of(row, calendar, by)
        if row.topic:
            facts = {"name": row.topic, "summary": row.summary or row.topic}
            open_topic(facts | {"service_id": service.id}, by=by)
    return len(wanted)


def _service_of(row: Row, calendar: dict[str, Any], by: Member) -> Service:
    """The service of a line, opened when a topic names one that is not there yet."""
    slug = slug_of(row.service, otherwise="service")
    known = next((one for one in service_queries.all_services() if one.slug == slug), None)
    return known or open_service(_facts_in(row, calendar), by=by)


def _facts_in(row: Row, calendar: dict[str, Any]) -> dict[str, Any]:
    hours = calendar_from(calendar)
    return {
        "name": row.service,
        "summary": "" if row.topic else row.summary,
        "owner": row.owner or row.service,
        "phone": row.phone,
        "email": row.email,
        "place": row.place,
        "opening": opening_line(hours),
        "calendar": calendar,
        "first_response_minutes": minutes_of_days(hours, row.first_reply_days),
        "resolution_minutes": minutes_of_days(hours, row.answer_days),
    }


def _change(
    thing: Thing, facts: dict[str, Any], *, by: Member, version: int, reason: str = ""
) -> None:
    before, after = differences(_facts_of(thing), facts)
    if not after:
        return
    if thing.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    _set(thing, after, by)
    _note(f"{_kind(thing)} changed", thing, before, after, by, reason=reason)


def _set(thing: Thing, facts: Mapping[str, Any], by: Member) -> None:
    if isinstance(thing, Service):
        services.change_service(thing, by=by, facts=dict(facts))
    else:
        topics.change_topic(thing, by=by, facts=dict(facts))


def _facts_of(thing: Thing) -> dict[str, Any]:
    if isinstance(thing, Service):
        return service_queries.facts_of(thing)
    return topic_queries.facts_of(thing)


def _thing_of(change: CatalogueChange) -> Thing:
    """Locked, so that nobody changes it between the look and the deed."""
    found: Thing | None = (
        db.get(Service, change.service_id, with_for_update=True, populate_existing=True)
        if change.service_id is not None
        else db.get(Topic, change.topic_id, with_for_update=True, populate_existing=True)
    )
    if found is None:
        raise Refused(CHANGED_SINCE)
    return found


def _kind(thing: Thing) -> str:
    return "service" if isinstance(thing, Service) else "topic"


def _note(
    deed: str,
    thing: Thing,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Member,
    *,
    undoes: int | None = None,
    reason: str = "",
) -> None:
    """The change with both its sides, and its line in the audit log."""
    change = CatalogueChange(
        service_id=thing.id if isinstance(thing, Service) else None,
        topic_id=thing.id if isinstance(thing, Topic) else None,
        actor_id=by.id,
        before=dict(before),
        after=dict(after),
        made_at=now(),
        undoes_id=undoes,
        reason=reason or None,
    )
    db.add(change)
    db.flush()
    subject_id = thing.subject_id if isinstance(thing, Service) else None
    audit.record(deed, by=by.id, subject_id=subject_id, reason=f"change {change.id}")
