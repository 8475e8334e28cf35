"""The book of sending: who holds a hand-over now, how it went, and how the line to a desk is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.events import publish
from moderation.handover import queries
from moderation.handover.actions.handing import tell_who_it_is
from moderation.handover.actions.hearing import take_in, web_address
from moderation.handover.adapters import Parcel, Seen
from moderation.handover.events import HandOverTaken
from moderation.handover.models import DeskContact, HandOver, HandOverUpdate
from moderation.handover.queries.handing import is_due, is_resting
from moderation.handover.states import (
    FIRST_WAIT,
    LEASE,
    MOST_TRIES,
    Handing,
    rest_after,
    wait_after,
)
from moderation.helpdesk.actions import move_along, named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket
from moderation.helpdesk.states import MOVES, State

Row = HandOver | HandOverUpdate


def claim(hand_over_id: int) -> bool:
    """Hold it while it is sent; False when somebody else does, or the desk is left alone.

    What ended before anything was sent is not sent at all.
    """
    mine = (HandOver.id == hand_over_id, is_due(HandOver), ~is_resting(HandOver.desk_id))
    live = select(Ticket.id).where(Ticket.id == HandOver.ticket_id, Ticket.is_live).exists()
    over = update(HandOver).where(*mine, HandOver.tries == 0, ~live)
    db.execute(over.values(state=Handing.FAILED, fault="ended"), execution_options=SILENT)
    return _hold(HandOver, mine)


def claim_update(update_id: int) -> bool:
    """The same for something said later, whose turn it must still be."""
    first = queries.next_update().where(HandOverUpdate.id == update_id)
    return _hold(HandOverUpdate, (HandOverUpdate.id.in_(first.scalar_subquery()),))


def note_going(hand_over_id: int, parcel: Parcel) -> None:
    """Written down before it leaves: whether the person is named in it."""
    with_person = bool(parcel.name or parcel.email)
    queries.locked_hand_over(hand_over_id).went_with_person = with_person


def note_telling(update_id: int) -> None:
    """The same for a mail that only says who it is, or takes that back."""
    one = _update(update_id)
    if one.is_contact:
        begun = one.hand_over
        begun.went_with_person = any(queries.person_of(begun.ticket, begun.desk))


def note_handed(hand_over_id: int, seen: Seen) -> None:
    """They have it: its number is kept, and our ticket waits for them."""
    hand_over, ticket = _locked(hand_over_id)
    if hand_over.is_handed:
        return
    if queries.hand_over_with(hand_over.desk_id, remote_id=seen.id):
        note_failed(hand_over, "not_reached")  # what belongs to another ticket is not this one
        return

    hand_over.state, hand_over.handed_at, hand_over.lease_until = Handing.HANDED, now(), None
    hand_over.remote_id, hand_over.fault = seen.id, None
    hand_over.remote_number, hand_over.remote_url = seen.number or None, web_address(seen.url)
    facts = named(ticket, desk_id=hand_over.desk_id)
    publish(HandOverTaken(actor_id=hand_over.by_id, **facts))
    if State.WAITING_THIRD_PARTY in MOVES[State(ticket.state)]:
        wanted = State.WAITING_THIRD_PARTY
        move_along(ticket, wanted, by_id=hand_over.by_id, reason="handed_over")
    take_in(hand_over, ticket, seen)
    tell_who_it_is(hand_over)


def note_token(hand_over_id: int, token: str) -> None:
    """They took it and tell us its number later: it is never made a second time."""
    hand_over, _ticket = _locked(hand_over_id)
    hand_over.token, hand_over.state = token, Handing.WAITING
    hand_over.lease_until, hand_over.fault = None, None
    hand_over.due_at = now() + wait_after(hand_over.tries)


def note_passed_on(update_id: int, *, with_person: bool = True) -> None:
    """`with_person`: whether who it is was in it, if that is what it was about."""
    one = _update(update_id)
    one.state, one.handed_at, one.lease_until, one.fault = Handing.HANDED, now(), None, None
    if one.is_contact:
        one.hand_over.went_with_person = with_person
        tell_who_it_is(one.hand_over)


def note_failed(row: Row, fault: str, *, is_final: bool = False) -> None:
    """Try again later, and look there first; or leave it to a person."""
    row.lease_until, row.fault = None, fault
    row.due_at = now() + wait_after(row.tries)
    if is_final:
        row.state = Handing.FAILED
    else:
        row.state = Handing.STUCK if row.tries >= MOST_TRIES else Handing.WAITING


def wait_for_mail(row: Row) -> None:
    """A mail on its way is no failure: look again in a minute."""
    row.state, row.lease_until, row.tries = Handing.WAITING, None, 0
    row.due_at = now() + FIRST_WAIT


def note_answered(desk_id: int, *, fault: str | None) -> None:
    """The desk answered; or it did not so often that it is left alone for a while."""
    contact = _contact(desk_id)
    if fault is None:
        contact.reached_at, contact.failures, contact.fault = now(), 0, None
        contact.rests_until = None
        return

    contact.failures, contact.fault = contact.failures + 1, fault
    rest = rest_after(contact.failures)
    contact.rests_until = now() + rest if rest else None


def note_looked(desk_id: int, *, to: datetime) -> None:
    """How far the look for changes has come."""
    _contact(desk_id).looked_to = to


def note_compared(desk_id: int, *, drifted: int) -> None:
    contact = _contact(desk_id)
    contact.compared_at, contact.drifted = now(), drifted


def _hold(table: Any, mine: tuple[Any, ...]) -> bool:
    held: Mapping[str, Any] = {"state": Handing.SENDING, "lease_until": now() + LEASE}
    taken = update(table).where(*mine).values(tries=table.tries + 1, **held)
    return bool(db.execute(taken, execution_options=SILENT).rowcount)  # type: ignore[attr-defined]


def _locked(hand_over_id: int) -> tuple[HandOver, Ticket]:
    """The ticket first: the order of locks of the whole house."""
    ticket_id = db.execute(select(HandOver.ticket_id).where(HandOver.id == hand_over_id)).scalar()
    ticket = locked_ticket(int(ticket_id or 0))
    return queries.locked_hand_over(hand_over_id), ticket


def _update(update_id: int) -> HandOverUpdate:
    return db.get_one(HandOverUpdate, update_id, with_for_update=True, populate_existing=True)


def _contact(desk_id: int) -> DeskContact:
    insert_once(DeskContact, desk_id=desk_id, failures=0, drifted=0)
    return db.get_one(DeskContact, desk_id, with_for_update=True, populate_existing=True)
