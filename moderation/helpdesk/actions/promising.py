"""Making promises, working them out anew after each move, and saying that one was broken."""

from datetime import datetime
from functools import partial

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import publish
from forum.services.models import Service
from moderation.helpdesk import queries
from moderation.helpdesk.actions.writing import named, refresh_source
from moderation.helpdesk.events import PromiseBroken, PromiseKept
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.promises import (
    CLOCKS,
    FIRST_RESPONSE,
    RESOLUTION,
    Entry,
    Promised,
    answered_at,
    reckon,
)


def make_promises(ticket: Ticket, service: Service) -> None:
    """What the service promises on the day the ticket is opened; later changes leave it alone."""
    minutes = {
        FIRST_RESPONSE: service.first_response_minutes,
        RESOLUTION: service.resolution_minutes,
    }
    promise = partial(TicketPromise, ticket_id=ticket.id, calendar_id=service.calendar_id)
    for clock in CLOCKS:
        db.add(promise(clock=clock, minutes=minutes[clock], began_at=ticket.opened_at))
    settle_promises(ticket)


def settle_promises(ticket: Ticket, *, by_id: int | None = None) -> None:
    """Work out every clock anew; called after each move and each message from staff."""
    db.flush()
    log = queries.log_of(ticket.id)
    met = {FIRST_RESPONSE: queries.first_reply_at(ticket.id), RESOLUTION: answered_at(log)}
    promises = queries.promises_of(ticket.id)
    for promise in promises:
        _settle(ticket, promise, log, met_at=met[promise.clock], by_id=by_id)
    ticket.due_at = min((p.due_at for p in promises if p.due_at), default=None)


def break_promise(ticket_id: int, clock: str) -> None:
    """Mark a promise that fell due unmet; done once, however often and by whom it is noticed."""
    ticket = queries.locked_ticket(ticket_id)
    promise = db.get_one(TicketPromise, (ticket_id, clock), populate_existing=True)
    is_due = promise.due_at is not None and promise.due_at <= now()
    if not is_due or promise.met_at or promise.broken_at:
        return

    _break(ticket, promise, at=promise.due_at)
    refresh_source(ticket)


def _settle(
    ticket: Ticket,
    promise: TicketPromise,
    log: list[Entry],
    *,
    met_at: datetime | None,
    by_id: int | None,
) -> None:
    calendar = promise.calendar_version.calendar
    promised = Promised(calendar, promise.minutes, promise.began_at)
    reckoned = reckon(promised, log, met_at=met_at, now=now())
    is_newly_met = met_at is not None and promise.met_at is None
    promise.met_at, promise.due_at = met_at, reckoned.due_at
    if not is_newly_met or promise.broken_at:
        return

    if reckoned.is_kept:
        publish(PromiseKept(actor_id=by_id, **named(ticket, clock=promise.clock)))
    else:
        _break(ticket, promise, at=reckoned.deadline)


def _break(ticket: Ticket, promise: TicketPromise, *, at: datetime | None) -> None:
    promise.broken_at = at
    publish(PromiseBroken(actor_id=None, **named(ticket, clock=promise.clock)))
