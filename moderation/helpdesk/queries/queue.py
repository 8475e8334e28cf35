"""Everything that waits for the desk, in the order of what was promised and nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Moment, db
from forum.kernel.paging import Page, moment, page_of, position
from forum.services.models import Service
from moderation.helpdesk import policy
from moderation.helpdesk.models import Affected, Ticket, TicketPromise
from moderation.helpdesk.states import State

SIZE = 40
AT_ONCE = 200
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
DUE = func.coalesce(Ticket.due_at, literal(NEVER, Moment()))
SHOWS = ("waiting", "mine", "free", "answered")


@dataclass(frozen=True)
class Waiting:
    """One row of the queue. `holder` is who works on it now, by name."""

    id: int
    reference: str
    title: str
    state: str
    due_at: datetime | None
    assignee_id: int | None
    lease_until: datetime | None
    holder: str | None
    service: str
    affected: int

    @property
    def is_held(self) -> bool:
        return self.lease_until is not None and self.lease_until > now()


def waiting(show: str, *, by: Member, cursor: str | None = None) -> Page[Waiting]:
    """A page of live tickets, the soonest promise first; those whose clock stands still last."""
    rows = select(*_columns()).join(Service, Service.id == Ticket.service_id)
    rows = rows.outerjoin(Member, Member.id == Ticket.assignee_id).where(_shown(show, by))
    if after := position(cursor, str, int):
        place = tuple_(literal(moment(after[0]), Moment()), after[1])
        rows = rows.where(tuple_(DUE, Ticket.id) > place)
    found = [Waiting(*row) for row in db.execute(rows.order_by(DUE, Ticket.id).limit(SIZE + 1))]
    return page_of(found, SIZE, lambda row: [(row.due_at or NEVER).isoformat(), row.id])


def count_waiting(*, by: Member) -> dict[str, int]:
    """How many tickets each way of looking at the queue shows."""
    sums = [func.sum(case((_shown(show, by), 1), else_=0)) for show in SHOWS]
    row = db.execute(select(*sums).where(Ticket.is_live)).one()
    return {show: count or 0 for show, count in zip(SHOWS, row, strict=True)}


def listed_tickets(
    *, by: Member, state: State | None, assignee_id: int | None, cursor: str | None, size: int
) -> Page[Ticket]:
    """Tickets of any state that somebody at the desk may see, the newest first."""
    rows = select(Ticket).options(joinedload(Ticket.assignee), joinedload(Ticket.service))
    rows = rows.where(read_by(by))
    if state:
        rows = rows.where(Ticket.state == state)
    if assignee_id:
        rows = rows.where(Ticket.assignee_id == assignee_id)
    if after := position(cursor, int):
        rows = rows.where(Ticket.id < after[0])
    found = db.scalars(rows.order_by(Ticket.id.desc()).limit(size + 1)).all()
    return page_of(found, size, lambda ticket: [ticket.id])


def tickets_of(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Ticket]:
    """Somebody's own tickets, the newest first."""
    rows = select(Ticket).where(Ticket.opener_id == member_id)
    if after := position(cursor, int):
        rows = rows.where(Ticket.id < after[0])
    found = db.scalars(rows.order_by(Ticket.id.desc()).limit(size + 1)).all()
    return page_of(found, size, lambda ticket: [ticket.id])


def broken_by(moment: datetime) -> list[tuple[int, str, int]]:
    """Promises that fell due unmet and are not yet marked: only the due rows are read."""
    return _keys(TicketPromise.broken_at, TicketPromise.due_at, moment)


def near_by(moment: datetime) -> list[tuple[int, str, int]]:
    """Promises most of whose time is used up, and of which the desk is not yet warned."""
    return _keys(TicketPromise.warned_at, TicketPromise.warn_at, moment)


def _keys(marked: Any, at: Any, moment: datetime) -> list[tuple[int, str, int]]:
    """What is broken already is over: nobody is warned of it any more."""
    rows = select(TicketPromise.ticket_id, TicketPromise.clock, TicketPromise.turn)
    is_open = (TicketPromise.met_at.is_(None), TicketPromise.broken_at.is_(None))
    rows = rows.where(*is_open, marked.is_(None), at <= moment)
    due = rows.order_by(at, TicketPromise.ticket_id, TicketPromise.turn).limit(AT_ONCE)
    return [(row.ticket_id, row.clock, row.turn) for row in db.execute(due)]


def _columns() -> tuple[Any, ...]:
    affected = select(func.count()).where(Affected.ticket_id == Ticket.id).scalar_subquery()
    return (
        Ticket.id,
        Ticket.reference,
        Ticket.title,
        Ticket.state,
        Ticket.due_at,
        Ticket.assignee_id,
        Ticket.lease_until,
        Member.name,
        Service.name,
        affected,
    )


def outdated(most: int = AT_ONCE) -> list[int]:
    """Live tickets whose service has changed since they were given their promises."""
    rows = select(Ticket.id).join(Service, Service.id == Ticket.service_id)
    rows = rows.where(Ticket.is_live, Ticket.promised_for < Service.version)
    return list(db.scalars(rows.order_by(Ticket.id).limit(most)))


def read_by(member: Member) -> ColumnElement[bool]:
    """Some kinds are for managers only."""
    return true() if policy.manages(member) else ~Ticket.is_for_managers


def _shown(show: str, by: Member) -> ColumnElement[bool]:
    is_answered, shows = Ticket.state == State.ANSWERED, read_by(by)
    if show == "answered":
        return and_(Ticket.is_live, is_answered, shows)
    at_work = and_(Ticket.is_live, ~is_answered, shows)
    if show == "mine":
        return and_(at_work, Ticket.assignee_id == by.id)
    if show == "free":
        is_free = or_(Ticket.assignee_id.is_(None), Ticket.lease_until < now())
        return and_(at_work, is_free)
    return at_work
