"""Where tickets were pointed to, what became of that, and what was learned in a month."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.mail import OutgoingMail
from forum.kernel.site import site
from forum.kernel.text import publish_text
from forum.threads.briefs import months_on
from forum.threads.models import Thread
from moderation.closings.models import Lesson
from moderation.helpdesk.models import Message, StateMove, Ticket
from moderation.helpdesk.policy import manages
from moderation.helpdesk.states import DENIED, FINAL, NOT_OURS, State
from moderation.macros.models import OutsideBody, Referral
from moderation.macros.speech import ACCEPTED

MOST = 300
CARRIED = 3_000
NO_BODY = "Choose one of the bodies."


@dataclass
class Figures:
    """How often a body was pointed to, and what is known of it."""

    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ACCEPTED, 0))

    @property
    def all(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Passing:
    """What would go where, once the person says yes; name and e-mail only when they want that."""

    body_id: int
    to: str
    words: str
    name: str
    email: str

    @property
    def person(self) -> str:
        return ", ".join(part for part in (self.name, self.email) if part)

    @property
    def seen(self) -> str:
        """Stands for exactly this, so that what is agreed to is what was read."""
        return hashlib.sha256(json.dumps(vars(self)).encode()).hexdigest()

    def whole(self, *, with_person: bool) -> str:
        return f"{self.words}\n\n{self.person}" if with_person else self.words


@dataclass(frozen=True)
class Month:
    """What was learned at one service: tickets closed, lines written, corrections among them."""

    service: str
    closed: int
    lessons: Sequence[Lesson]

    @property
    def corrections(self) -> int:
        return sum(lesson.is_correction for lesson in self.lessons)


def bodies() -> Sequence[OutsideBody]:
    """Those that can be pointed to."""
    rows = select(OutsideBody).where(~OutsideBody.is_retired)
    return db.scalars(rows.order_by(func.lower(OutsideBody.name), OutsideBody.id)).all()


def body_numbered(body_id: int) -> OutsideBody:
    """Raises Missing."""
    body = db.get(OutsideBody, body_id)
    if body is None or body.is_retired:
        raise Missing(NO_BODY)
    return body


def referral_of(ticket_id: int) -> Referral | None:
    """Who answers for it instead; None when it was opened again since and ended otherwise."""
    ends = select(StateMove.reason).where(StateMove.ticket_id == ticket_id)
    ends = ends.where(StateMove.state.in_(FINAL)).order_by(StateMove.id.desc()).limit(1)
    rows = select(Referral).where(Referral.ticket_id == ticket_id)
    rows = rows.where(ends.scalar_subquery() == NOT_OURS)
    return db.scalar(rows.options(joinedload(Referral.body)))


def passing_of(ticket: Ticket, referral: Referral) -> Passing | None:
    """None where the body takes no words from us, or there are none."""
    body, words = referral.body, words_to_carry(ticket)
    if not body.words_to or body.is_retired or not words:
        return None
    return Passing(body.id, body.words_to, words, *person_of(ticket))


def person_of(ticket: Ticket) -> tuple[str, str]:
    """Name and e-mail, as far as we have them."""
    opener = ticket.opener
    name = opener.name if opener else ticket.contact_name
    return name or "", (opener.email if opener else None) or ticket.contact_email or ""


def sending_of(referral: Referral) -> tuple[str, datetime | None]:
    """How far the mail with the words is: the state of it, and when it was sent."""
    rows = select(OutgoingMail.state, OutgoingMail.sent_at)
    rows = rows.where(OutgoingMail.event_id == referral.passing_id)
    found = db.execute(rows.where(OutgoingMail.kind == "words_elsewhere")).one_or_none()
    return (found.state, found.sent_at) if found else ("waiting", None)


def lesson_of(ticket_id: int) -> Lesson | None:
    return db.get(Lesson, ticket_id)


def words_to_carry(ticket: Ticket) -> str:
    """What the person first wrote, for them to take along; nothing that came from others."""
    if ticket.source_kind == "thread" and (thread := db.get(Thread, ticket.source_id)):
        return f"{thread.title}\n\n{thread.body}"[:CARRIED]
    own = select(Message.body).where(Message.ticket_id == ticket.id, ~Message.is_from_staff)
    own = own.where(Message.via_id.is_(None))
    said = db.scalar(own.where(Message.sender.is_(None)).order_by(Message.id).limit(1))
    return f"{ticket.title}\n\n{publish_text(said) if said else ''}"[:CARRIED].strip()


def was_corrected(ticket_id: int) -> bool:
    """The person said that our answer was not the solution, and it was answered again."""
    moves = select(StateMove.state, StateMove.reason).where(StateMove.ticket_id == ticket_id)
    told = db.execute(moves.order_by(StateMove.id)).all()
    denied = next((at for at, move in enumerate(told) if move.reason in DENIED), None)
    return denied is not None and any(m.state == State.ANSWERED for m in told[denied:])


def figures() -> list[Figures]:
    """A line for each body that was ever pointed to."""
    rows = select(OutsideBody.id, OutsideBody.name, Referral.accepted, func.count())
    rows = rows.join(Referral, Referral.body_id == OutsideBody.id)
    rows = rows.group_by(OutsideBody.id, OutsideBody.name, Referral.accepted)
    found: dict[int, Figures] = {}
    for body_id, name, accepted, count in db.execute(rows):
        found.setdefault(body_id, Figures(name)).counts[accepted] = count
    return sorted(found.values(), key=lambda one: (-one.all, one.name.casefold()))


def learned_in(month: date, *, to: Member) -> list[Month]:
    """One entry for each service, the one that learned most first."""
    begins, ends = _moments(month)
    rows = select(Lesson).join(Ticket, Ticket.id == Lesson.ticket_id)
    rows = rows.where(Lesson.written_at >= begins, Lesson.written_at < ends, _readable(to))
    rows = rows.options(joinedload(Lesson.ticket), joinedload(Lesson.service))
    lessons = db.scalars(rows.order_by(Lesson.written_at, Lesson.ticket_id).limit(MOST)).all()
    counts = _closed_between(begins, ends, to)
    by_service: dict[int, list[Lesson]] = {}
    for lesson in lessons:
        by_service.setdefault(lesson.service_id, []).append(lesson)
    told = [
        Month(own[0].service.name, counts.get(service_id, 0), own)
        for service_id, own in by_service.items()
    ]
    return sorted(told, key=lambda one: (-len(one.lessons), one.service))


def _closed_between(begins: datetime, ends: datetime, to: Member) -> dict[int, int]:
    rows = select(Ticket.service_id, func.count()).where(Ticket.state.in_(FINAL), _readable(to))
    rows = rows.where(Ticket.closed_at >= begins, Ticket.closed_at < ends)
    return {key: count for key, count in db.execute(rows.group_by(Ticket.service_id))}


def _readable(to: Member) -> ColumnElement[bool]:
    return true() if manages(to) else ~Ticket.is_for_managers


def _moments(month: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(site().zone)
    first, after = month.replace(day=1), months_on(month.replace(day=1), 1)
    begins, ends = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, after))
    return begins, ends
