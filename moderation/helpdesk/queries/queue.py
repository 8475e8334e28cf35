"""Everything that waits for the desk, in the order of what was promised and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    text,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Moment, db
from forum.kernel.paging import Page, moment, page_of, position
from forum.services.models import Service
from moderation.helpdesk import policy
from moderation.helpdesk.models import Affected, Ticket, TicketPromise
from moderation.helpdesk.queries.narrowing import EVERYTHING, Only, narrowed
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
    def is_with_somebody(self) -> bool:
        """Claimed and not over, or given to somebody."""
        return self.lease_until is None or self.lease_until > now()


def waiting(
    show: str, *, by: Member, only: Only = EVERYTHING, cursor: str | None = None
) -> Page[Waiting]:
    """A page of live tickets, the soonest promise first; those whose clock stands still last."""
    after = position(cursor, str, int)
    here = (shown(show, by), narrowed(only))
    ids = _nearest(after, *here).subquery()
    rows = select(*_columns()).join(ids, ids.c.id == Ticket.id)
    rows = rows.join(Service, Service.id == Ticket.service_id)
    rows = rows.outerjoin(Member, Member.id == Ticket.assignee_id)
    found = [Waiting(*row) for row in db.execute(rows.order_by(DUE, Ticket.id).limit(SIZE + 1))]
    return page_of(found, SIZE, lambda row: [(row.due_at or NEVER).isoformat(), row.id])


def emergencies(by: Member) -> list[tuple[str, str]]:
    """Reference and title of those in which somebody is in danger, the oldest first."""
    # In the words of the index: SQLite takes it for nothing else, and looks through all tickets.
    at_once = text("ticket.is_emergency and ticket.is_live")
    rows = select(Ticket.reference, Ticket.title).where(at_once, read_by(by)).order_by(Ticket.id)
    return [(row.reference, row.title) for row in db.execute(rows.limit(SIZE))]


def count_each(meant: Mapping[str, ColumnElement[bool]]) -> dict[str, int]:
    """How many live tickets are meant by each of some conditions, in one reading of them."""
    sums = [func.sum(case((condition, 1), else_=0)) for condition in meant.values()]
    row = db.execute(select(*sums).where(Ticket.is_live)).one()
    return {name: count or 0 for name, count in zip(meant, row, strict=True)}


def listed_tickets(
    *, by: Member, state: State | None, assignee_id: int | None, cursor: str | None, size: int
) -> Page[Ticket]:
    """Tickets of any state that somebody at the desk may see, the newest first."""
    shown = (Ticket.assignee, Ticket.service, Ticket.topic)
    rows = select(Ticket).options(*(joinedload(one) for one in shown)).where(read_by(by))
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


def _nearest(after: tuple[Any, ...] | None, *here: ColumnElement[bool]) -> Any:
    """The ids of one page and one more. Those with a promise come by its index and end there, so
    that a page costs the same however many wait; those without one follow.
    """
    due = select(Ticket.id).where(*here, Ticket.due_at.is_not(None))
    still = select(Ticket.id).where(*here, Ticket.due_at.is_(None))
    if after is not None:
        at, ticket_id = moment(after[0]), after[1]
        due = due.where(tuple_(Ticket.due_at, Ticket.id) > tuple_(literal(at, Moment()), ticket_id))
        still = still.where(Ticket.id > (ticket_id if at >= NEVER else 0))
    parts = (
        due.order_by(Ticket.due_at, Ticket.id).limit(SIZE + 1).subquery(),
        still.order_by(Ticket.id).limit(SIZE + 1).subquery(),
    )
    return union_all(*(select(part.c.id) for part in parts))


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


def shown(show: str, by: Member) -> ColumnElement[bool]:
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
