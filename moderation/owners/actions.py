"""Passing a ticket on: proposed with a note, confirmed or refused by the next person."""

from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from moderation.helpdesk.actions import hand_on, named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages, may_see
from moderation.helpdesk.queries import owner_of, works_for
from moderation.owners import policy, queries
from moderation.owners.events import TransferEnded, TransferProposed
from moderation.owners.models import TicketTransfer
from moderation.owners.wording import (
    CONFIRMED,
    FORCED,
    HOURS_AT_FIRST,
    OPEN,
    REFUSED,
    RETURNED,
    SETTING,
    WITHDRAWN,
)
from moderation.rota.queries import people_for
from moderation.settings.queries import locked_setting

NOBODY_YET = "Nobody is responsible for this ticket yet. Claim it, then you can pass it on."
NOT_YOURS = "Only the person who is responsible for this ticket, or a manager, passes it on."
NOT_THEM = "Choose somebody who works for this service and is not away."
ITSELF = "This person is responsible for it already."
ON_ITS_WAY = "It is on its way to somebody already. Wait for their answer, or take it back first."
CLOSED = "This ticket is closed. Open it again before you pass it on."
NOT_FOR_YOU = "Only the person it was passed on to can answer this."
OVER = "This was answered already, or taken back. Open the ticket again and look."
NOT_ANY_MORE = "You do not work for this service any more, so it cannot be yours. Refuse it."
ONLY_MANAGERS = "Only managers give a ticket over without asking."
THEY_ARE_HERE = "The person who is responsible is here. Pass it on with a note instead."


def propose(ticket: Ticket, to_id: int, *, by: Member, note: str) -> None:
    """The ticket is locked. Until the next person says yes, its owner stays responsible."""
    owner = owner_of(ticket)
    if owner is None:
        raise Refused(NOBODY_YET)
    if not policy.may_pass_on(by, owner):
        raise Refused(NOT_YOURS)
    _require_fit(ticket, owner.id, to_id)
    facts = {"state": OPEN, "note": note, "ends_at": now() + queries.time_to_confirm()}
    made = _write(ticket, owner.id, to_id, by, **facts)
    if made is None:
        _require_same(ticket, to_id, note)
        return
    publish(TransferProposed(actor_id=by.id, **named(ticket, transfer_id=made.id, to_id=to_id)))


def confirm(transfer: TicketTransfer, *, by: Member) -> None:
    """The next person says yes: from now on they are responsible. Twice is harmless."""
    if not policy.may_answer(by, transfer):
        raise Refused(NOT_FOR_YOU)
    if transfer.state == CONFIRMED:
        return
    ticket = _still_open(transfer)
    if not (works_for(by.id, ticket.service_id) and may_see(by, ticket)):
        raise Refused(NOT_ANY_MORE)
    hand_on(ticket, by.id, by_id=by.id)
    if not ticket.is_held:
        ticket.assignee_id, ticket.lease_until = by.id, None
    _end(transfer, CONFIRMED, by=by)


def refuse(transfer: TicketTransfer, *, by: Member, reason: str) -> None:
    """The next person says no, and why; it stays where it is."""
    if not policy.may_answer(by, transfer):
        raise Refused(NOT_FOR_YOU)
    if transfer.state == REFUSED:
        return
    _still_open(transfer)
    _end(transfer, REFUSED, by=by, reason=reason)


def withdraw(transfer: TicketTransfer, *, by: Member) -> None:
    """It is not passed on after all."""
    if not policy.may_take_back(by, transfer):
        raise Refused(NOT_YOURS)
    if transfer.state == WITHDRAWN:
        return
    _still_open(transfer)
    _end(transfer, WITHDRAWN, by=by)


def send_back(transfer: TicketTransfer) -> None:
    """Nobody said yes in time."""
    if transfer.state == OPEN and transfer.ends_at <= now():
        _end(transfer, RETURNED, by=None)


def force(ticket: Ticket, to_id: int, *, by: Member, reason: str) -> None:
    """The ticket is locked. A manager gives it over while its owner is away or gone."""
    if not manages(by):
        raise Refused(ONLY_MANAGERS)
    owner = owner_of(ticket)
    if owner is None:
        raise Refused(NOBODY_YET)
    if owner.id == to_id:
        return
    if not queries.is_left_alone(ticket):
        raise Refused(THEY_ARE_HERE)
    _require_fit(ticket, owner.id, to_id)
    _give_over(ticket, owner.id, to_id, by, reason)


def set_time(hours: int, *, by: Member) -> None:
    """How long the next person may take; what is on its way keeps the time it was given."""
    if not manages(by):
        raise Refused("Only managers say how long this may take.")
    row = locked_setting(SETTING)
    before = row.value.get("hours", HOURS_AT_FIRST)
    if before == hours:
        return
    row.value, row.version = {"hours": hours}, row.version + 1
    audit.record("time for transfers changed", by=by.id, reason=f"from {before} to {hours} hours")


def _require_same(ticket: Ticket, to_id: int, note: str) -> None:
    """The same form sent twice proposes once."""
    known = queries.open_transfer_of(ticket.id)
    if known is None or (known.to_id, known.note) != (to_id, note):
        raise Conflict(ON_ITS_WAY)


def _give_over(ticket: Ticket, owner_id: int, to_id: int, by: Member, reason: str) -> None:
    if under_way := queries.open_transfer_of(ticket.id):
        _end(under_way, WITHDRAWN, by=by)
    decided = {"decided_at": now(), "decided_by_id": by.id, "ends_at": now()}
    _write(ticket, owner_id, to_id, by, state=FORCED, note="", **{"reason": reason} | decided)
    hand_on(ticket, to_id, by_id=by.id)
    ticket.assignee_id, ticket.lease_until = to_id, None
    told = f"from {owner_id} to {to_id}"
    audit.record("ticket given over", by=by.id, subject_id=ticket.id, reason=told)
    _say_ended(ticket, queries.newest_of(ticket.id), by)


def _require_fit(ticket: Ticket, owner_id: int, to_id: int) -> None:
    if not ticket.is_live:
        raise Refused(CLOSED)
    if owner_id == to_id:
        raise Invalid(ITSELF, {"to": ITSELF})
    if to_id not in _fit(ticket):
        raise Invalid(NOT_THEM, {"to": NOT_THEM})


def _fit(ticket: Ticket) -> set[int]:
    return {id_ for id_, _name in people_for(ticket)}


def _write(
    ticket: Ticket, owner_id: int, to_id: int, by: Member, **facts: Any
) -> TicketTransfer | None:
    """None when another one is on its way: the constraint of the table says so."""
    people = {"from_id": owner_id, "to_id": to_id, "by_id": by.id}
    told = {"reason": "", **facts}
    if not insert_once(TicketTransfer, ticket_id=ticket.id, proposed_at=now(), **people, **told):
        return None
    return queries.newest_of(ticket.id)


def _still_open(transfer: TicketTransfer) -> Ticket:
    if transfer.state != OPEN:
        raise Conflict(OVER)
    return transfer.ticket


def _end(transfer: TicketTransfer, state: str, *, by: Member | None, reason: str = "") -> None:
    transfer.state, transfer.reason, transfer.decided_at = state, reason, now()
    transfer.decided_by_id = by.id if by else None
    db.flush()
    _say_ended(transfer.ticket, transfer, by)


def _say_ended(ticket: Ticket, transfer: TicketTransfer, by: Member | None) -> None:
    facts = named(ticket, transfer_id=transfer.id, state=transfer.state)
    publish(TransferEnded(actor_id=by.id if by else None, **facts))
