"""What must always be true of tickets; `folkmoot doctor` asks."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.house import Finding
from moderation.helpdesk.events import PromiseBroken
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.helpdesk.promises import CLOCKS
from moderation.helpdesk.states import FINAL


def one_live_ticket_a_source() -> Iterator[Finding]:
    rows = select(Ticket.source_id).where(Ticket.is_live, Ticket.source_id.is_not(None))
    for source_id in db.scalars(rows.group_by(Ticket.source_id).having(func.count() > 1)):
        yield Finding("one live ticket a source", "It has two live tickets.", source_id)


def state_is_the_last_move() -> Iterator[Finding]:
    later = aliased(StateMove)
    last = select(func.max(later.id)).where(later.ticket_id == Ticket.id)
    moves = (StateMove.id == last.scalar_subquery()) & (StateMove.state == Ticket.state)
    lost = select(Ticket.id).outerjoin(StateMove, moves).where(StateMove.id.is_(None))
    for ticket_id in db.scalars(lost):
        yield Finding("state is the last move", "Its state is not the last of its log.", ticket_id)


def live_until_final() -> Iterator[Finding]:
    is_final = Ticket.state.in_(FINAL)
    for ticket_id in db.scalars(select(Ticket.id).where(Ticket.is_live == is_final)):
        yield Finding("live until final", "It is live in a final state, or the reverse.", ticket_id)


def every_ticket_has_its_promises() -> Iterator[Finding]:
    count = select(func.count()).where(TicketPromise.ticket_id == Ticket.id).scalar_subquery()
    for ticket_id in db.scalars(select(Ticket.id).where(count != len(CLOCKS))):
        yield Finding("every ticket has its promises", "A promise is missing.", ticket_id)


def broken_promises_are_said_once() -> Iterator[Finding]:
    """A promise marked as broken has exactly one event, and no other promise has one."""
    events = select(PublishedEvent.subject_id, PublishedEvent.facts["clock"].as_string())
    events = events.where(PublishedEvent.kind == PromiseBroken.kind)
    marked = select(TicketPromise.ticket_id, TicketPromise.clock)
    marked = marked.where(TicketPromise.broken_at.is_not(None))
    said: Counter[tuple[int, str]] = Counter((row[0] or 0, row[1]) for row in db.execute(events))
    broken = {(row.ticket_id, row.clock) for row in db.execute(marked)}
    for ticket_id, clock in sorted(broken | set(said)):
        if said[ticket_id, clock] != 1 or (ticket_id, clock) not in broken:
            sentence = f"The broken promise {clock} was not said exactly once."
            yield Finding("broken promises are said once", sentence, ticket_id)


CHECKS = {
    check.__name__.replace("_", " "): check
    for check in (
        one_live_ticket_a_source,
        state_is_the_last_move,
        live_until_final,
        every_ticket_has_its_promises,
        broken_promises_are_said_once,
    )
}


def count_tickets() -> int:
    return db.scalar(select(func.count()).select_from(Ticket)) or 0
