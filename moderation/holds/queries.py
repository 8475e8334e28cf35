"""Legal holds, what each covers by name, and the holds that keep a ticket."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.names import name_key
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.house import house
from forum.kernel.paging import LARGEST, Page, page_of, position
from forum.kernel.subjects import Subject
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.references import read_reference
from moderation.holds.models import LegalHold
from moderation.holds.wording import PERSON, POST, SERVICE, TICKET, TOPIC

SIZE = 30
NUMBER = re.compile(r"(?:^|/(?:threads|ideas|answers)/)(\d{1,18})\b")
POSTS = ("thread", "idea", "answer", "comment")
NO_HOLD = "We cannot find this hold."


def holds(*, are_open: bool, cursor: str | None = None) -> Page[LegalHold]:
    """The newest first."""
    rows = _whole().where(LegalHold.released_at.is_(None) == are_open)
    if after := position(cursor, int):
        rows = rows.where(LegalHold.id < after[0])
    found = db.scalars(rows.order_by(LegalHold.id.desc()).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda hold: [hold.id])


def hold_numbered(hold_id: int, *, lock: bool = False) -> LegalHold:
    """Raises Missing."""
    rows = _whole().where(LegalHold.id == min(hold_id, LARGEST))
    if lock:
        rows = rows.with_for_update(of=LegalHold).execution_options(populate_existing=True)
    if hold := db.scalar(rows):
        return hold
    raise Missing(NO_HOLD)


def named(parts: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What each covers, in words: one query for each part, and one for each kind of subject."""
    wanted: dict[str, list[int]] = {}
    for part, id_ in parts:
        wanted.setdefault(part, []).append(id_)
    return {
        (part, id_): name for part, ids in wanted.items() for id_, name in _NAMES[part](ids).items()
    }


def number_of(place: str, typed: str) -> int | None:
    """What somebody means: a name, a reference, an address or a number; None when nothing is."""
    return _FOUND[place](typed.strip())


def kept_by(ticket: Ticket) -> list[LegalHold]:
    """Holds that cover the ticket, what it came from, its person, topic or service. Two queries."""
    services = [ticket.service_id, ticket.topic.service_id if ticket.topic else None]
    causes = holding.causes(
        subjects=[ticket.id, ticket.source_id],
        members=[ticket.opener_id],
        topics=[ticket.topic_id],
        services=services,
    )
    ids = [int(cause.partition(":")[2]) for cause in causes if cause.startswith("hold:")]
    return list(db.scalars(_whole().where(LegalHold.id.in_(ids)))) if ids else []


def open_holds() -> int:
    rows = select(func.count(LegalHold.id)).where(LegalHold.released_at.is_(None))
    return db.scalar(rows) or 0


def due_for_review() -> list[int]:
    rows = select(LegalHold.id).where(LegalHold.released_at.is_(None))
    return list(db.scalars(rows.where(LegalHold.review_at <= now()).order_by(LegalHold.id)))


def _whole() -> Select[LegalHold]:
    people = joinedload(LegalHold.opened_by), joinedload(LegalHold.released_by)
    return select(LegalHold).options(*(one.lazyload("*") for one in people))


def _people(ids: list[int]) -> dict[int, str]:
    return _pairs(select(Member.id, Member.name).where(Member.id.in_(ids)))


def _topics(ids: list[int]) -> dict[int, str]:
    return _pairs(select(Topic.id, Topic.name).where(Topic.id.in_(ids)))


def _services(ids: list[int]) -> dict[int, str]:
    return _pairs(select(Service.id, Service.name).where(Service.id.in_(ids)))


def _subjects(ids: list[int]) -> dict[int, str]:
    kinds = _pairs(select(Subject.id, Subject.kind).where(Subject.id.in_(ids)))
    known = house().subjects
    found: dict[int, str] = {}
    for kind in sorted(set(kinds.values()) & set(known)):
        found |= known[kind].titles([id_ for id_, its in kinds.items() if its == kind])
    return found


def _pairs(rows: Select[Any, Any]) -> dict[int, str]:
    return {id_: words for id_, words in db.execute(rows)}


_NAMES: Mapping[str, Callable[[list[int]], dict[int, str]]] = {
    "member": _people,
    "subject": _subjects,
    "topic": _topics,
    "service": _services,
}


def _person(typed: str) -> int | None:
    return db.scalar(select(Member.id).where(Member.name_key == name_key(typed)))


def _ticket(typed: str) -> int | None:
    reference = read_reference(typed)
    return db.scalar(select(Ticket.id).where(Ticket.reference == reference)) if reference else None


def _post(typed: str) -> int | None:
    found = NUMBER.search(typed)
    if found is None:
        return None
    rows = select(Subject.id).where(Subject.id == int(found[1]), Subject.kind.in_(POSTS))
    return db.scalar(rows)


def _topic(typed: str) -> int | None:
    return db.scalar(select(Topic.id).where(Topic.slug == typed))


def _service(typed: str) -> int | None:
    return db.scalar(select(Service.id).where(Service.slug == typed))


_FOUND: Mapping[str, Callable[[str], int | None]] = {
    PERSON: _person,
    TICKET: _ticket,
    POST: _post,
    TOPIC: _topic,
    SERVICE: _service,
}
