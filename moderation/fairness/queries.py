"""How long people waited for the first answer of the desk, by rung, area and way of asking."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, PublishedEvent
from forum.reputation.models import RungMove
from forum.services.hours import Calendar, calendar_from, elapsed
from forum.services.models import CalendarVersion, Service
from moderation.fairness.reckoning import Case, Group, groups
from moderation.helpdesk.events import TicketOpened
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.promises import FIRST_RESPONSE

LOOKS_BACK = timedelta(days=365)
MOST = 5_000
VISITOR = "visitor"
RUNGS = (VISITOR, *Rung)
PARTS: dict[str, Callable[[Case], str]] = {
    "all": lambda case: "",
    "area": lambda case: case.area,
    "channel": lambda case: case.channel,
}


def fairness() -> list[Group]:
    """Of the newest 5,000 tickets of a year that had a first answer: the whole, then each area,
    then each way of asking, and in each of them the rungs from below.
    """
    cases = _cases()
    return [
        group
        for part, name_of in PARTS.items()
        for name in sorted({name_of(case) for case in cases})
        for group in _in_order(groups(part, name, (c for c in cases if name_of(c) == name)))
    ]


def rung_when_asked() -> Any:
    """The rung that whoever a ticket is for stood on when it was opened; None without an account.

    Where their last step before that led, or where their first step after it began; whoever took
    none since steps are kept (ADR 0035) stood where they stand today.
    """
    steps = select(RungMove).where(RungMove.member_id == Ticket.opener_id)
    before = steps.where(RungMove.moved_at <= Ticket.opened_at).order_by(RungMove.id.desc())
    after = steps.where(RungMove.moved_at > Ticket.opened_at).order_by(RungMove.id)
    today = select(Standing.rung).where(Standing.member_id == Ticket.opener_id)
    ways = (
        before.with_only_columns(RungMove.to_rung).limit(1),
        after.with_only_columns(RungMove.from_rung).limit(1),
        today,
    )
    return func.coalesce(*(way.correlate(Ticket).scalar_subquery() for way in ways))


def _in_order(found: Iterable[Group]) -> list[Group]:
    of = {group.rung: group for group in found}
    return [of[rung] for rung in RUNGS if rung in of]


def _cases() -> list[Case]:
    rows = db.execute(_answered()).all()
    kept = select(CalendarVersion).where(CalendarVersion.id.in_({row.calendar_id for row in rows}))
    hours = {one.id: calendar_from(one.facts) for one in db.scalars(kept)}
    return [
        Case(_rung(row), row.area, row.channel, _minutes(row, hours[row.calendar_id]))
        for row in rows
    ]


def _rung(row: Any) -> str:
    return VISITOR if row.opener_id is None else row.rung or Rung.NEWCOMER


def _minutes(row: Any, calendar: Calendar) -> int:
    """Of opening hours, from the first word to the first answer."""
    return elapsed(calendar, row.opened_at, row.met_at)


def _answered() -> Select[Any]:
    """Staff who ask for themselves are left out, and so is what was brought along."""
    opened = (PublishedEvent.subject_id == Ticket.id) & (PublishedEvent.kind == TicketOpened.kind)
    promise = (TicketPromise.ticket_id == Ticket.id) & (TicketPromise.clock == FIRST_RESPONSE)
    columns = (Ticket.opener_id, Ticket.opened_at, TicketPromise.met_at, TicketPromise.calendar_id)
    names = (Service.name.label("area"), PublishedEvent.channel)
    rows = select(*columns, *names, rung_when_asked().label("rung")).select_from(Ticket)
    rows = rows.join(PublishedEvent, opened).join(TicketPromise, promise)
    rows = rows.join(Service, Service.id == Ticket.service_id)
    rows = rows.outerjoin(Member, Member.id == Ticket.opener_id)
    is_citizen = or_(Ticket.opener_id.is_(None), Member.role == Role.CITIZEN)
    rows = rows.where(PublishedEvent.origin == Origin.LIVE, TicketPromise.met_at.is_not(None))
    rows = rows.where(is_citizen, Ticket.opened_at > now() - LOOKS_BACK)
    return rows.order_by(Ticket.id.desc()).limit(MOST)
