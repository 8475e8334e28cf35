"""What people said at the end of their tickets, by service and month, and promises kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_, select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.site import site
from forum.services.models import Service
from forum.surveys.models import Survey
from forum.surveys.queries import Last, with_answer
from forum.surveys.rules import LEVELS, NOT_SENT, YES
from forum.threads.briefs import months_on, today
from moderation.asking_back.reckoning import Kept, Satisfaction
from moderation.helpdesk.models import Ticket, TicketPromise

LOOKS_BACK = timedelta(days=365)
MONTHS = 12
_NOT_ASKED = (Survey.way == NOT_SENT) & Last.id.is_(None)


class ByMonth(NamedTuple):
    """`begins` is the first moment of the month, in the time of the place."""

    service: str
    begins: datetime
    found: Satisfaction


class ByService(NamedTuple):
    service: str
    slug: str
    found: Satisfaction
    kept: Kept


def by_month() -> list[ByMonth]:
    """Of twelve months, this one included: by service, the newest month first."""
    begins = _months()
    month = case(*((Survey.asked_at < end, i) for i, end in enumerate(begins[1:])), else_=11)
    rows = _counted(Service.name, month.label("month")).where(Survey.asked_at >= begins[0])
    rows = rows.group_by(Service.id, Service.name, month).order_by(Service.name, month.desc())
    return [ByMonth(row[0], begins[row[1]], _told(row)) for row in db.execute(rows)]


def by_service() -> list[ByService]:
    """Of the last 365 days, each service that asked somebody or promised something."""
    rows = _counted(Service.name, Service.slug).where(Survey.asked_at > now() - LOOKS_BACK)
    rows = rows.group_by(Service.id, Service.name, Service.slug)
    said = {row.slug: (row.name, _told(row)) for row in db.execute(rows)}
    kept = {row.slug: (row.name, Kept(row.promises, row.kept)) for row in db.execute(_promises())}
    names = {slug: name for slug, (name, _) in [*said.items(), *kept.items()]}
    nothing = ("", Satisfaction(0, 0, (0,) * len(LEVELS), 0)), ("", Kept(0, 0))
    return [
        ByService(name, slug, said.get(slug, nothing[0])[1], kept.get(slug, nothing[1])[1])
        for slug, name in sorted(names.items(), key=lambda pair: (pair[1], pair[0]))
    ]


def joined_into(ticket_id: int) -> Sequence[Ticket]:
    rows = select(Ticket).where(Ticket.merged_into_id == ticket_id)
    return db.scalars(rows.order_by(Ticket.id)).all()


def broken_promise(ticket_id: int) -> TicketPromise | None:
    """The first of its promises that we broke."""
    rows = select(TicketPromise).where(TicketPromise.ticket_id == ticket_id)
    broken = rows.where(TicketPromise.broken_at.is_not(None))
    return db.scalar(broken.order_by(TicketPromise.broken_at).limit(1))


def _counted(*by: Any) -> Any:
    """A row for each group: asked, not_asked, how many answered each level, got_it."""
    counts = [_number(Last.level == level).label(f"level_{level}") for level in LEVELS]
    asked = (_number(~_NOT_ASKED).label("asked"), _number(_NOT_ASKED).label("not_asked"))
    rows = select(*by, *asked, *counts, _number(Last.got == YES).label("got_it"))
    rows = rows.select_from(Survey).join(Ticket, Ticket.id == Survey.about_id)
    return with_answer(rows.join(Service, Service.id == Ticket.service_id))


def _told(row: Any) -> Satisfaction:
    counts = tuple(getattr(row, f"level_{level}") for level in LEVELS)
    return Satisfaction(row.asked, row.not_asked, counts, row.got_it)


def _promises() -> Any:
    """Promises of tickets that came to something in the last year: kept in time, or broken."""
    decided = func.coalesce(TicketPromise.broken_at, TicketPromise.met_at)
    kept = _number(TicketPromise.broken_at.is_(None)).label("kept")
    rows = select(Service.name, Service.slug, func.count().label("promises"), kept)
    rows = rows.select_from(TicketPromise).join(Ticket, Ticket.id == TicketPromise.ticket_id)
    rows = rows.join(Service, Service.id == Ticket.service_id).where(decided > now() - LOOKS_BACK)
    came = or_(TicketPromise.broken_at.is_not(None), TicketPromise.met_at.is_not(None))
    return rows.where(came).group_by(Service.id, Service.name, Service.slug)


def _number(which: Any) -> Any:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def _months() -> list[datetime]:
    """Where each of the twelve months begins, the oldest first."""
    zone, this = ZoneInfo(site().zone), today().replace(day=1)
    days = [months_on(this, -back) for back in reversed(range(MONTHS))]
    return [datetime(day.year, day.month, 1, tzinfo=zone) for day in days]
