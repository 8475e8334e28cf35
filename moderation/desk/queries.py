"""What the desk shows beside a ticket: who the person is, and what they asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.drafts.models import Draft
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import Affected, Ticket
from moderation.helpdesk.queries import read_by

MOST_BEFORE = 5
JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Strip:
    """The person strip. Nothing in it changes the order of the queue."""

    name: str
    member: Member | None
    email: str | None
    asked: int
    solved: int
    helped: int
    before: Sequence[Ticket]
    affected: int


@dataclass(frozen=True)
class Context:
    """The question a ticket came from, and how far its readers got with it."""

    answers: int
    asked_at: datetime
    solution_is_by_peer: bool


@dataclass(frozen=True)
class Other:
    """Somebody else at the desk who has opened the same ticket just now, or writes an answer."""

    name: str
    is_writing: bool


def others_on(ticket: Ticket, place: str, *, but: Member) -> list[Other]:
    """Read from what is written down anyway when somebody opens a ticket; it fades by itself."""
    since = now() - JUST_NOW
    writes = exists().where(
        Draft.member_id == Member.id, Draft.place == place, Draft.saved_at > since
    )
    opened = exists().where(
        AuditEntry.subject_id == ticket.id,
        AuditEntry.actor_id == Member.id,
        AuditEntry.done_at > since,
    )
    rows = select(Member.name, writes).where(opened | writes, Member.id != but.id)
    rows = rows.where(Member.role.in_(DESK_ROLES))
    return [Other(name, is_writing) for name, is_writing in db.execute(rows.order_by(Member.name))]


def strip_of(ticket: Ticket, *, to: Member) -> Strip:
    """Two queries, whoever it is."""
    counts = _counts(ticket)
    return Strip(
        name=ticket.opener.name if ticket.opener else ticket.contact_name or _("No name given"),
        member=ticket.opener,
        email=ticket.contact_email,
        asked=counts.asked,
        solved=counts.solved,
        helped=counts.helped,
        before=_before(ticket, to),
        affected=counts.affected,
    )


def context_of(thread: Thread) -> Context:
    solution = db.get(Answer, thread.solution_id) if thread.solution_id else None
    return Context(
        thread.answer_count,
        thread.asked_at,
        solution is not None and not solution.is_official,
    )


def _counts(ticket: Ticket) -> Any:
    """What the person asked, how much of it is solved, how many they helped, and how many wait."""
    asked = select(func.count()).where(
        Thread.author_id == ticket.opener_id, Thread.state == "visible"
    )
    helped = select(func.count()).select_from(Answer).join(Thread, Thread.solution_id == Answer.id)
    columns = {
        "asked": asked,
        "solved": asked.where(Thread.solution_id.is_not(None)),
        "helped": helped.where(Answer.author_id == ticket.opener_id),
        "affected": select(func.count()).where(Affected.ticket_id == ticket.id),
    }
    return db.execute(
        select(*(rows.scalar_subquery().label(name) for name, rows in columns.items()))
    ).one()


def _before(ticket: Ticket, to: Member) -> Sequence[Ticket]:
    """Other tickets of the same person: by account, or by the address they wrote from."""
    is_theirs = (
        Ticket.opener_id == ticket.opener_id
        if ticket.opener_id is not None
        else func.lower(Ticket.contact_email) == (ticket.contact_email or "").lower()
    )
    rows = select(Ticket).where(is_theirs, Ticket.id != ticket.id, read_by(to))
    return db.scalars(rows.order_by(Ticket.id.desc()).limit(MOST_BEFORE)).all()
