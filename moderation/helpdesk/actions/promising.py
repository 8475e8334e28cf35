"""Making promises, working them out anew after each move, warning, and saying one was broken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import publish
from forum.services.models import CalendarVersion
from moderation.helpdesk import queries
from moderation.helpdesk.actions.terms import Terms, terms_of
from moderation.helpdesk.actions.writing import named, refresh_source
from moderation.helpdesk.events import PromiseBroken, PromiseKept, PromiseRenewed, PromiseWarned
from moderation.helpdesk.models import PromiseChange, Ticket, TicketPromise
from moderation.helpdesk.promises import (
    AT_ONCE,
    NEXT_RESPONSE,
    RESOLUTION,
    Entry,
    Promised,
    Reckoning,
    Turn,
    answered_at,
    deadline_of,
    reckon,
    used_by,
)

Key = tuple[int, str, int]
"""Of one promise: its ticket, its clock and its turn."""


def make_promises(ticket: Ticket) -> None:
    """What its kind and its service promise on the day the ticket is opened."""
    ticket.promised_for = ticket.service.version
    terms = terms_of(ticket)
    for clock in AT_ONCE:
        _promise(ticket, clock, terms[clock], began_at=ticket.opened_at)
    settle_promises(ticket)


def renew_promises(ticket: Ticket, *, why: str) -> None:
    """Give the open promises anew. A `kind` has times of its own. After a change of its `service`
    the new hours count; a promise may become shorter while there is still time to keep it, but
    never longer than it was given. A `priority` has the times its service gives it, from now on
    where they are over already.
    """
    terms, ticket.promised_for = terms_of(ticket), ticket.service.version
    log, before = queries.log_of(ticket.id), {}
    for promise in queries.promises_of(ticket.id):
        wanted = terms[promise.clock]
        if why in _CAREFUL:
            wanted = _CAREFUL[why](promise, wanted, log)
        if promise.met_at is None and promise.broken_at is None and _is_other(promise, wanted):
            before[_key(promise)] = promise.due_at
            _put(promise, wanted)
            db.flush()
            db.expire(promise)
    settle_promises(ticket)
    _say_renewed(ticket, before, why)


def heed_incidents(ticket: Ticket, *, why: str = "incident") -> None:
    """A known problem began, ended or was corrected, or the ticket is about another `topic`: what
    is stopped, or is not any more, falls due at another time.
    """
    before = {_key(p): p.due_at for p in queries.promises_of(ticket.id)}
    settle_promises(ticket)
    moved = [p for p in queries.promises_of(ticket.id) if before[_key(p)] != p.due_at]
    _say_renewed(ticket, {_key(p): before[_key(p)] for p in moved}, why)


def promise_a_reply(ticket: Ticket) -> None:
    """The person wrote again, or said that it is not solved: they are promised our next reply.

    Until our first reply the first promise is the one that counts, and words added to words that
    wait already change nothing.
    """
    waiting = queries.turns_of(ticket.id)
    if waiting and waiting[-1].met_at is None and not _has_turn(ticket, len(waiting)):
        terms, began_at = terms_of(ticket)[NEXT_RESPONSE], waiting[-1].began_at
        _promise(ticket, NEXT_RESPONSE, terms, began_at=began_at, turn=len(waiting))


def settle_promises(ticket: Ticket, *, by_id: int | None = None) -> None:
    """Work out every clock anew; called after each move and each message they can read."""
    db.flush()
    log, taken = queries.log_of(ticket.id), queries.turns_of(ticket.id)
    promises = queries.promises_of(ticket.id)
    known = queries.incidents_for(promises)
    for promise in promises:
        promised, met_at = queries.promised_by(promise, known), _met_at(promise, log, taken)
        _settle(ticket, promise, reckon(promised, log, met_at=met_at, now=now()), by_id=by_id)
    ticket.due_at = min((p.due_at for p in promises if p.due_at), default=None)


def break_promise(key: Key) -> None:
    """Mark a promise that fell due unmet; done once, however often and by whom it is noticed."""
    ticket, promise = _locked(key)
    is_due = promise.due_at is not None and promise.due_at <= now()
    if not is_due or promise.met_at or promise.broken_at:
        return

    _break(ticket, promise, at=promise.due_at)
    refresh_source(ticket)


def warn_of_promise(key: Key) -> None:
    """Tell the desk that most of its time is used up; once, and never of one that is over."""
    ticket, promise = _locked(key)
    is_near = promise.warn_at is not None and promise.warn_at <= now()
    if not is_near or promise.warned_at or promise.broken_at:
        return

    promise.warned_at = now()
    publish(PromiseWarned(actor_id=None, **_named(ticket, promise)))


def _promise(
    ticket: Ticket, clock: str, terms: Terms, *, began_at: datetime, turn: int = 0
) -> None:
    key = {"ticket_id": ticket.id, "clock": clock, "turn": turn}
    db.add(TicketPromise(**key, **terms._asdict(), began_at=began_at))


def _is_other(promise: TicketPromise, terms: Terms) -> bool:
    given = (promise.calendar_id, promise.minutes, promise.may_pause, promise.counts_incidents)
    return terms != given


def _put(promise: TicketPromise, terms: Terms) -> None:
    for name, value in terms._asdict().items():
        setattr(promise, name, value)


def _no_longer(promise: TicketPromise, terms: Terms, log: Sequence[Entry]) -> Terms:
    calendar = db.get_one(CalendarVersion, terms.calendar_id).calendar
    terms = terms._replace(counts_incidents=promise.counts_incidents)
    asked = Promised(calendar, terms.minutes, promise.began_at, terms.may_pause)
    if terms.minutes < promise.minutes and deadline_of(asked, log, now=now()) > now():
        return terms
    return terms._replace(minutes=promise.minutes)


def _from_now_on(promise: TicketPromise, terms: Terms, log: Sequence[Entry]) -> Terms:
    """A shorter time that is over already begins now, as long as it ends before the one given.
    Nothing the clock stood still for is forgotten.
    """
    given = queries.promised_by(promise, queries.incidents_for([promise]))
    calendar = db.get_one(CalendarVersion, terms.calendar_id).calendar
    asked = given._replace(calendar=calendar, minutes=terms.minutes, may_pause=terms.may_pause)
    asked = asked._replace(counts_incidents=terms.counts_incidents)
    if terms.minutes >= promise.minutes or deadline_of(asked, log, now=now()) > now():
        return terms
    used = used_by(asked, log, now=now())
    return terms._replace(minutes=min(promise.minutes, used + terms.minutes))


_CAREFUL = {"service": _no_longer, "priority": _from_now_on}


def _key(promise: TicketPromise) -> Key:
    return promise.ticket_id, promise.clock, promise.turn


def _say_renewed(ticket: Ticket, before: Mapping[Key, datetime | None], why: str) -> None:
    for promise in queries.promises_of(ticket.id):
        if (key := _key(promise)) not in before:
            continue
        facts = {"clock": promise.clock, "turn": promise.turn, "why": why}
        due = {"due_before": before[key], "due_at": promise.due_at}
        db.add(PromiseChange(ticket_id=ticket.id, **facts, **due))
        publish(PromiseRenewed(actor_id=None, **named(ticket, **facts)))


def _has_turn(ticket: Ticket, turn: int) -> bool:
    return db.get(TicketPromise, (ticket.id, NEXT_RESPONSE, turn)) is not None


def _met_at(promise: TicketPromise, log: Sequence[Entry], taken: Sequence[Turn]) -> datetime | None:
    if promise.clock == RESOLUTION:
        return answered_at(log)
    if promise.clock == NEXT_RESPONSE:
        return taken[promise.turn - 1].met_at
    return queries.first_reply_at(promise.ticket_id)


def _locked(key: Key) -> tuple[Ticket, TicketPromise]:
    ticket = queries.locked_ticket(key[0])
    return ticket, db.get_one(TicketPromise, key, populate_existing=True)


def _settle(
    ticket: Ticket,
    promise: TicketPromise,
    reckoned: Reckoning,
    *,
    by_id: int | None,
) -> None:
    is_newly_met = reckoned.met_at is not None and promise.met_at is None
    promise.met_at, promise.due_at = reckoned.met_at, reckoned.due_at
    promise.warn_at = reckoned.warn_at
    if not is_newly_met or promise.broken_at:
        return

    if reckoned.is_kept:
        publish(PromiseKept(actor_id=by_id, **_named(ticket, promise)))
    else:
        _break(ticket, promise, at=reckoned.deadline)


def _break(ticket: Ticket, promise: TicketPromise, *, at: datetime | None) -> None:
    promise.broken_at = at
    publish(PromiseBroken(actor_id=None, **_named(ticket, promise)))


def _named(ticket: Ticket, promise: TicketPromise) -> dict[str, Any]:
    return named(ticket, clock=promise.clock, turn=promise.turn)
