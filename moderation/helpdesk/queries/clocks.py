"""The log of one ticket and its promises, as the pure functions that count time take them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from moderation.helpdesk.models import Message, PromiseChange, StateMove, TicketPromise
from moderation.helpdesk.promises import (
    IN_ORDER,
    Clock,
    Entry,
    Lasting,
    Promised,
    Said,
    Turn,
    turns,
)
from moderation.helpdesk.queries.incidents import incidents_for
from moderation.helpdesk.queries.joined import written_on
from moderation.helpdesk.states import DENIED, State


def log_of(ticket_id: int) -> list[Entry]:
    rows = select(StateMove.state, StateMove.moved_at).where(StateMove.ticket_id == ticket_id)
    return [Entry(row.state, row.moved_at) for row in db.execute(rows.order_by(StateMove.id))]


def promises_of(ticket_id: int) -> Sequence[TicketPromise]:
    """The first reply, the later ones, then the answer, with the hours they are counted in."""
    rows = select(TicketPromise).where(TicketPromise.ticket_id == ticket_id)
    with_hours = rows.options(joinedload(TicketPromise.calendar_version))
    place = case({name: at for at, name in enumerate(IN_ORDER)}, value=TicketPromise.clock)
    return db.scalars(with_hours.order_by(place, TicketPromise.turn)).all()


def clocks_of(ticket_id: int, *, explained: bool = False) -> list[Clock]:
    """The same, as the pure functions take them; `explained` with the known problems in any case,
    else only where they stop a clock.
    """
    promises = promises_of(ticket_id)
    known = incidents_for(promises, shown=explained)
    return [
        Clock(
            promise.clock,
            promise.turn,
            promised_by(promise, known),
            promise.due_at,
            promise.met_at,
            promise.broken_at,
        )
        for promise in promises
    ]


def promised_by(promise: TicketPromise, known: tuple[Lasting, ...] = ()) -> Promised:
    """What one row promises, as the pure functions take it."""
    calendar = promise.calendar_version.calendar
    given = promise.minutes, promise.began_at, promise.may_pause, promise.counts_incidents
    return Promised(calendar, *given, known)


def changes_of_promises(ticket_id: int) -> Sequence[PromiseChange]:
    """Each time an open promise was given anew, in order."""
    rows = select(PromiseChange).where(PromiseChange.ticket_id == ticket_id)
    return db.scalars(rows.order_by(PromiseChange.id)).all()


def first_reply_at(ticket_id: int) -> datetime | None:
    """When staff first wrote something the citizen can read."""
    replies = select(func.min(Message.written_at)).where(
        Message.ticket_id == ticket_id, Message.is_from_staff
    )
    return db.scalar(replies)


def turns_of(ticket_id: int) -> list[Turn]:
    """Each time the person wrote again after our first reply, or said that it is not solved."""
    words = select(Message.written_at, Message.is_from_staff).where(
        written_on(ticket_id), ~Message.is_thanks
    )
    deeds = select(StateMove.moved_at).where(
        StateMove.ticket_id == ticket_id,
        StateMove.state == State.OPEN,
        StateMove.reason.in_(DENIED),
    )
    said = [Said(at, is_from_staff) for at, is_from_staff in db.execute(words.order_by(Message.id))]
    return turns([*said, *(Said(at, is_from_staff=False) for at in db.scalars(deeds))])
