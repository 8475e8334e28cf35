"""Grievances: of one ticket, of those who review them, and counted for everybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.events import PublishedEvent
from moderation.grievances.models import Grievance
from moderation.grievances.reasons import FIGURES, NOT_UPHELD, OUTCOMES
from moderation.grievances.references import read_reference
from moderation.helpdesk.events import TicketAssigned, TicketClaimed
from moderation.helpdesk.keys import ticket_opened_by
from moderation.helpdesk.models import StateMove, Ticket, TicketEntry, TicketPromise
from moderation.helpdesk.policy import may_see
from moderation.reports.queries.few import Line, Told, lines_of, told, total_told
from moderation.reports.queries.quarters import Quarter, finished_quarters

NOT_FOUND = "We cannot find a complaint with this reference that you may open. Look at it again."
MOST = 200


def broken_promises(ticket_id: int) -> Sequence[TicketPromise]:
    """In the order in which they broke."""
    rows = select(TicketPromise).where(
        TicketPromise.ticket_id == ticket_id, TicketPromise.broken_at.is_not(None)
    )
    return db.scalars(rows.order_by(TicketPromise.broken_at, TicketPromise.clock)).all()


def grievances_about(ticket_id: int) -> Sequence[Grievance]:
    rows = select(Grievance).where(Grievance.ticket_id == ticket_id)
    return db.scalars(rows.order_by(Grievance.id)).all()


def grievance_called(
    reference: str, *, to: Member | None, key: str | None = None, lock: bool = False
) -> Grievance:
    """For whose ticket it is, the desk, or somebody with the ticket's key; the same refusal
    whatever is wrong.
    """
    code = read_reference(reference)
    rows = _whole().where(Grievance.reference == code)
    if lock:
        rows = rows.with_for_update(of=Grievance).execution_options(populate_existing=True)
    found = db.scalar(rows) if code else None
    if found is None:
        raise Missing(NOT_FOUND)
    if may_see(to, found.ticket) or ticket_opened_by(key) == found.ticket_id:
        return found
    raise Missing(NOT_FOUND)


def open_grievances(*, for_managers: bool) -> Sequence[Grievance]:
    """What waits, the first to fall due first."""
    rows = _whole().where(Grievance.decided_at.is_(None))
    if not for_managers:
        rows = rows.where(Ticket.is_for_managers.is_(False))
    return db.scalars(rows.order_by(Grievance.due_at, Grievance.id).limit(MOST)).all()


def involved_in(ticket_id: int) -> set[int]:
    """Everybody who wrote on the ticket, moved it, or ever had it."""
    deeds = union(
        select(TicketEntry.author_id).where(TicketEntry.ticket_id == ticket_id),
        select(StateMove.actor_id).where(StateMove.ticket_id == ticket_id),
        select(Ticket.assignee_id).where(Ticket.id == ticket_id),
    )
    found = {member_id for (member_id,) in db.execute(deeds) if member_id is not None}
    return found | _had(ticket_id)


def _had(ticket_id: int) -> set[int]:
    """Whoever claimed it or was given it, also when they gave it back in silence."""
    kinds = (TicketClaimed.kind, TicketAssigned.kind)
    rows = select(PublishedEvent).where(
        PublishedEvent.subject_id == ticket_id, PublishedEvent.kind.in_(kinds)
    )
    events = [row.event for row in db.scalars(rows)]
    given = {event.assignee_id for event in events if isinstance(event, TicketAssigned)}
    claimed = {event.actor_id for event in events if isinstance(event, TicketClaimed)}
    return {member_id for member_id in given | claimed if member_id is not None}


def published() -> tuple[list[Quarter], list[Line]]:
    """How many there were and how they ended, in each quarter that is over; few are not shown."""
    since = db.scalar(select(func.min(Grievance.made_at)))
    quarters = finished_quarters(since) if since else []
    columns = [_figures(quarter) for quarter in quarters]
    return quarters, lines_of(columns)


def _figures(quarter: Quarter) -> dict[str, Told]:
    of_promises, second = Grievance.clock.is_not(None), Grievance.clock.is_(None)
    made = _counted(Grievance.made_at, quarter, of_promises)
    ended = _counted(Grievance.decided_at, quarter, of_promises)
    again = _counted(Grievance.made_at, quarter, second)
    changed = _counted(Grievance.decided_at, quarter, second)
    parts = {code: ended.get(code, 0) for code in OUTCOMES}
    return {
        FIGURES["made"]: told(made["all"]),
        FIGURES["decided"]: total_told(parts),
        **{OUTCOMES[code]: told(number) for code, number in parts.items()},
        FIGURES["late"]: told(ended["late"]),
        FIGURES["second"]: told(again["all"]),
        FIGURES["second_upheld"]: told(changed["all"] - changed.get(NOT_UPHELD, 0)),
    }


def _counted(
    moment: InstrumentedAttribute[Any], quarter: Quarter, which: ColumnElement[bool]
) -> dict[str, int]:
    late = func.sum(case((Grievance.decided_at > Grievance.due_at, 1), else_=0))
    rows = select(Grievance.outcome, func.count(), late).where(which)
    rows = rows.where(moment >= quarter.begins, moment < quarter.ends).group_by(Grievance.outcome)
    found = {"all": 0, "late": 0}
    for outcome, number, too_late in db.execute(rows):
        found["all"] += number
        found["late"] += too_late or 0
        if outcome:
            found[outcome] = number
    return found


def _whole() -> Select[Grievance]:
    ticket = joinedload(Grievance.ticket)
    rows = select(Grievance).join(Ticket, Ticket.id == Grievance.ticket_id)
    return rows.options(ticket.joinedload(Ticket.service), joinedload(Grievance.reviewer))


def due_before(moment: datetime) -> int:
    """How many should have been decided and are not."""
    rows = select(func.count()).where(Grievance.decided_at.is_(None), Grievance.due_at < moment)
    return db.scalar(rows) or 0
