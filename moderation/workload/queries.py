"""What came to a service and what was closed, what stands, and who works for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, Role
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.services.hours import Calendar
from forum.services.hours.calendar import zone_named
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.promises import BROUGHT_ALONG
from moderation.helpdesk.states import State
from moderation.rota.models import Availability
from moderation.staff.models import StaffService
from moderation.workload.reckoning import (
    DAY,
    NEEDED,
    REACH,
    Load,
    Staffing,
    Tested,
    forecast,
    loads,
    trend,
    tried,
)


@dataclass(frozen=True)
class Outlook:
    """The next two weeks of a service. `backtest` is None while its history is too short for it."""

    at_work: int
    each_can: float
    factor: float
    days: list[Load]
    backtest: Tested | None

    @property
    def overflow(self) -> Load | None:
        """The first day whose evening leaves more than people take."""
        return next((load for load in self.days if not load.fits), None)


@dataclass(frozen=True)
class _Person:
    capacity: int | None
    away_until: datetime | None


def outlook(service: Service) -> Outlook | None:
    """None while there are fewer than eight weeks of history."""
    calendar = service.calendar_version.calendar
    zone = zone_named(calendar.zone)
    today = now().astimezone(zone).date()
    first = _first_day(service.id, zone)
    if first is None or first > today - NEEDED:
        return None
    counts = _came(service.id, today, zone)
    people, standing = _people(service.id), _standing(service.id)
    each_can = _each_can(service.id, calendar, today, len(people))
    expected = forecast(counts, today)
    staffing = [_staffing(people, day, calendar, zone) for day, _ in expected]
    days = list(loads(expected, staffing, standing=standing, each_can=each_can))
    backtest = tried(counts, today) if first <= today - REACH else None
    return Outlook(standing, each_can, trend(counts, today), days, backtest)


def busiest(services: Sequence[Service]) -> Service:
    """The one that most tickets came to in the last eight weeks; of equals, the first."""
    rows = select(Ticket.service_id, func.count().label("came")).group_by(Ticket.service_id)
    lately = db.execute(rows.where(Ticket.opened_at >= now() - NEEDED))
    came = {row.service_id: row.came for row in lately}
    return max(services, key=lambda one: came.get(one.id, 0))


def _first_day(service_id: int, zone: ZoneInfo) -> date | None:
    first = db.scalar(select(func.min(Ticket.opened_at)).where(Ticket.service_id == service_id))
    return first.astimezone(zone).date() if first else None


def _came(service_id: int, today: date, zone: ZoneInfo) -> Counter[date]:
    since = datetime.combine(today - REACH, time(), zone)
    rows = select(Ticket.opened_at).where(Ticket.service_id == service_id)
    found = db.scalars(rows.where(Ticket.opened_at >= since))
    return Counter(opened.astimezone(zone).date() for opened in found)


def _standing(service_id: int) -> int:
    here = Ticket.is_live, Ticket.service_id == service_id, Ticket.state != State.ANSWERED
    return db.scalar(select(func.count()).select_from(Ticket).where(*here)) or 0


def _each_can(service_id: int, calendar: Calendar, today: date, people: int) -> float:
    """Tickets that one person finished on a day of opening, in the last eight weeks."""
    since = datetime.combine(today - NEEDED, time(), zone_named(calendar.zone))
    closed = select(func.count()).where(
        Ticket.service_id == service_id,
        Ticket.closed_at >= since,
        Ticket.trigger != BROUGHT_ALONG,
        Ticket.state.not_in((State.MERGED, State.WITHDRAWN)),
    )
    days = (today - back * DAY for back in range(1, NEEDED.days + 1))
    open_days = sum(bool(calendar.frames_on(day)) for day in days)
    return (db.scalar(closed) or 0) / max(1, open_days * people)


def _people(service_id: int) -> list[_Person]:
    """Who may be given its tickets: those of the service, and agents of none in particular."""
    theirs = StaffService.member_id == Member.id
    here = exists().where(theirs, StaffService.service_id == service_id)
    anywhere = ~exists().where(theirs) & (Member.role == Role.AGENT)
    rows = (
        select(Availability.capacity, Availability.away_until)
        .select_from(Member)
        .outerjoin(Availability, Availability.member_id == Member.id)
        .where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None), or_(here, anywhere))
    )
    return [_Person(*row) for row in db.execute(rows)]


def _staffing(people: list[_Person], day: date, calendar: Calendar, zone: ZoneInfo) -> Staffing:
    """Whoever is back by noon is here; on a day without opening nobody is, and nothing is full."""
    if not calendar.frames_on(day):
        return Staffing(0, None)
    noon = datetime.combine(day, time(12), zone)
    here = [one for one in people if one.away_until is None or one.away_until <= noon]
    ends = [one.capacity for one in here]
    return Staffing(len(here), sum(end or 0 for end in ends) if None not in ends else None)
