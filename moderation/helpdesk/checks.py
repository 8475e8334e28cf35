"""What must always be true of tickets; `folkmoot doctor` asks."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.house import Finding
from moderation.helpdesk.actions import Key
from moderation.helpdesk.events import PromiseBroken, PromiseWarned
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.helpdesk.promises import AT_ONCE, BROUGHT_ALONG
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
    mine = (TicketPromise.ticket_id == Ticket.id, TicketPromise.clock.in_(AT_ONCE))
    count = select(func.count()).where(*mine).scalar_subquery()
    lacking = select(Ticket.id).where(count != len(AT_ONCE), Ticket.trigger != BROUGHT_ALONG)
    for ticket_id in db.scalars(lacking):
        yield Finding("every ticket has its promises", "A promise is missing.", ticket_id)


def broken_promises_are_said_once() -> Iterator[Finding]:
    """A promise marked as broken has exactly one event, and no other promise has one."""
    yield from _said_once("broken", PromiseBroken.kind, TicketPromise.broken_at)


def warnings_are_said_once() -> Iterator[Finding]:
    """The same for promises of which the desk was warned."""
    yield from _said_once("warned", PromiseWarned.kind, TicketPromise.warned_at)


def _said_once(word: str, kind: str, marked_at: Any) -> Iterator[Finding]:
    events = select(PublishedEvent).where(PublishedEvent.kind == kind)
    said: Counter[Key] = Counter(
        (row.subject_id or 0, row.facts["clock"], row.facts.get("turn", 0))
        for row in db.scalars(events)
    )
    rows = select(TicketPromise.ticket_id, TicketPromise.clock, TicketPromise.turn)
    told = db.execute(rows.where(marked_at.is_not(None)))
    marked: set[Key] = {(row.ticket_id, row.clock, row.turn) for row in told}
    for key in sorted(marked | set(said)):
        if said[key] != 1 or key not in marked:
            sentence = f"The {word} promise {key[1]} was not said exactly once."
            yield Finding(f"{word} promises are said once", sentence, key[0])


CHECKS = {
    check.__name__.replace("_", " "): check
    for check in (
        one_live_ticket_a_source,
        state_is_the_last_move,
        live_until_final,
        every_ticket_has_its_promises,
        broken_promises_are_said_once,
        warnings_are_said_once,
    )
}


def count_tickets() -> int:
    return db.scalar(select(func.count()).select_from(Ticket)) or 0
