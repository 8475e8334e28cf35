"""How long answers took, what was said about it, and how often that was true."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import case, func, select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.services.advising import FEW
from forum.services.hours import Calendar, calendar_from, due, elapsed
from forum.services.models import CalendarVersion, Service, UsualWait
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.promises import DONE, RESOLUTION, Entry, Promised, answered_at, pauses
from moderation.helpdesk.queries import logs_of
from moderation.helpdesk.states import State
from moderation.waits.models import SaidWait
from moderation.waits.reckoning import Verdict, verdict

LOOKS_BACK = timedelta(days=365)
MOST = 2_000
HANDED_ON = (State.MERGED, State.WITHDRAWN)
Key = tuple[int, str]
"""A service and a kind of ticket."""


class Judged(NamedTuple):
    """`found` is None when the ticket ended without an answer."""

    ticket_id: int
    found: Verdict | None


@dataclass(frozen=True)
class Calibration:
    """Of so many `cases` of a service: how many were answered within what was said."""

    service: str
    slug: str
    cases: int
    half: int
    nine: int

    @property
    def is_told(self) -> bool:
        return self.cases >= FEW

    def share(self, number: int) -> float | None:
        """Of 100; None with too few cases."""
        return round(100 * number / self.cases, 1) if self.is_told else None


def answered_lately(service_id: int) -> tuple[Calendar, dict[str, list[int]]]:
    """Working minutes to the answer that stands, by kind, of the newest 2,000 tickets that were
    answered within a year; and the hours in which the service counts now.
    """
    calendar = db.get_one(Service, service_id).calendar_version.calendar
    ids = list(db.scalars(_newest(service_id)))
    logs, took = logs_of(ids), defaultdict(list)
    for row in db.execute(_opened(Ticket.id.in_(ids))):
        log = logs[row.id]
        at = answered_at(log)
        if at is not None and at > now() - LOOKS_BACK:
            took[row.kind].append(_minutes(row, log, at, otherwise=calendar))
    return calendar, dict(took)


def service_ids() -> Sequence[int]:
    return db.scalars(select(Service.id).order_by(Service.id)).all()


def ripe_for_judging() -> Iterator[Judged]:
    """What was said long enough ago to know whether it was true: nine of ten should have been
    answered by now, whether this one was or not. So slow ones are not left out.
    """
    rows = _opened(SaidWait.judged_at.is_(None), SaidWait.half_minutes, SaidWait.nine_minutes)
    said = db.execute(rows.join(SaidWait, SaidWait.ticket_id == Ticket.id)).all()
    logs = logs_of([row.id for row in said])
    for row in said:
        calendar = calendar_from(row.facts)
        if due(calendar, row.opened_at, row.nine_minutes) > now():
            continue
        log = logs[row.id]
        answered = answered_at(log)
        if answered is None and log and log[-1].state in DONE:
            yield Judged(row.id, None)
            continue
        took = _minutes(row, log, answered or now(), otherwise=calendar)
        limits = {"half": row.half_minutes, "nine": row.nine_minutes}
        if found := verdict(took, **limits, is_answered=answered is not None):
            yield Judged(row.id, found)


def calibration() -> list[Calibration]:
    """What was judged in the last year, by service; the whole house last."""
    half, nine = (
        func.coalesce(func.sum(case((column.is_(True), 1), else_=0)), 0)
        for column in (SaidWait.within_half, SaidWait.within_nine)
    )
    rows = (
        select(Service.name, Service.slug, func.count(SaidWait.within_half), half, nine)
        .join(Ticket, Ticket.id == SaidWait.ticket_id)
        .join(Service, Service.id == Ticket.service_id)
        .where(SaidWait.judged_at > now() - LOOKS_BACK)
        .group_by(Service.id, Service.name, Service.slug)
        .order_by(Service.name)
    )
    found = [Calibration(*row) for row in db.execute(rows)]
    sums = [sum(getattr(one, name) for one in found) for name in ("cases", "half", "nine")]
    return [*found, Calibration("", "", *sums)] if found else []


def estimates() -> list[tuple[UsualWait, Service]]:
    """What is said at present, by service and kind."""
    rows = select(UsualWait, Service).join(Service, Service.id == UsualWait.service_id)
    return [(w, s) for w, s in db.execute(rows.order_by(Service.name, UsualWait.kind))]


def _newest(service_id: int) -> Any:
    rows = select(Ticket.id).where(Ticket.service_id == service_id)
    rows = rows.where(Ticket.opened_at > now() - 2 * LOOKS_BACK, Ticket.state.not_in(HANDED_ON))
    return rows.order_by(Ticket.opened_at.desc(), Ticket.id.desc()).limit(MOST)


def _opened(which: Any, *more: Any) -> Any:
    """Tickets with the hours their answer was promised in; none where nothing was promised."""
    promise = (TicketPromise.ticket_id == Ticket.id) & (TicketPromise.clock == RESOLUTION)
    columns = (Ticket.id, Ticket.kind, Ticket.opened_at, TicketPromise.may_pause)
    return (
        select(*columns, CalendarVersion.facts, *more)
        .outerjoin(TicketPromise, promise)
        .outerjoin(CalendarVersion, CalendarVersion.id == TicketPromise.calendar_id)
        .where(which)
    )


def _minutes(row: Any, log: Sequence[Entry], at: datetime, *, otherwise: Calendar) -> int:
    """Opening time from its first moment, without what we waited for the person."""
    calendar = calendar_from(row.facts) if row.facts else otherwise
    promised = Promised(calendar, 1, row.opened_at, row.may_pause is not False)
    return elapsed(calendar, row.opened_at, at, pauses(log, promised, until=at))
