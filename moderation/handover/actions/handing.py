"""Handing a ticket over, and saying something about it later: rows that a timer drains."""

from uuid import uuid4

from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from moderation.handover import policy, queries
from moderation.handover.events import HandOverAsked
from moderation.handover.models import HandOver, HandOverUpdate, OutsideDesk
from moderation.handover.models.handing import CONTACT
from moderation.handover.queries.tickets import TAKE_WORDS
from moderation.handover.states import NEEDS_PERSON, Handing
from moderation.helpdesk.actions import named
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.policy import works_at_desk

NOT_NOW = "Only the desk hands a ticket over, and only while it is at work."
RETIRED = "This desk takes nothing any more. Choose another one."
NO_WORDS = "This desk takes no later messages. Tell them by another way."
NOT_HANDED = "A note between staff stays here. Only messages of this ticket can be passed on."


def hand_over(ticket: Ticket, desk: OutsideDesk, *, by: Member) -> HandOver:
    """One at each desk, however often it is pressed; the row is all, a timer sends it."""
    there = _there(ticket.id, desk.id)
    if there and there.fault != "ended":
        return there
    if not policy.may_hand_over(by, ticket):
        raise Refused(NOT_NOW)
    if desk.is_retired:
        raise Refused(RETIRED)
    if there:
        try_again(there, by=by)  # it had ended before it was sent, and goes on now
    return there or _begin(ticket, desk, by_id=by.id)


def hand_over_by_itself(ticket: Ticket, desk: OutsideDesk) -> None:
    """Because its service is set so. What only managers may see waits for one of them."""
    if ticket.is_live and not ticket.is_for_managers and not desk.is_retired:
        _begin(ticket, desk, by_id=None)


def pass_on(hand_over: HandOver, message: Message, *, by: Member) -> None:
    """Tell the other desk what was said here; once, after all that was passed on before."""
    if not works_at_desk(by):
        raise Refused(NOT_NOW)
    if hand_over.desk.kind not in TAKE_WORDS:
        raise Refused(NO_WORDS)
    if message.ticket_id != hand_over.ticket_id:
        raise Refused(NOT_HANDED)

    add_update(hand_over, f"message:{message.id}", message_id=message.id)
    audit.record("passed on", by=by.id, subject_id=hand_over.ticket_id)


def say_ended(ticket_id: int, *, event_id: int) -> None:
    """Wherever it was handed over, they hear that it ended here, or goes on again."""
    rows = select(HandOver).where(HandOver.ticket_id == ticket_id)
    for one in db.scalars(rows.order_by(HandOver.id)).all():
        if one.desk.kind in TAKE_WORDS and one.fault != "ended":
            add_update(one, f"moved:{event_id}")


def try_again(hand_over: HandOver, *, by: Member) -> None:
    """Give what was refused or tried too often another first attempt. They are asked first."""
    if not works_at_desk(by):
        raise Refused(NOT_NOW)
    if hand_over.state in NEEDS_PERSON:
        hand_over.state, hand_over.tries, hand_over.due_at = Handing.WAITING, 0, now()
        hand_over.fault = None
    stuck = (HandOverUpdate.hand_over_id == hand_over.id, HandOverUpdate.state.in_(NEEDS_PERSON))
    again = update(HandOverUpdate).where(*stuck)
    fresh = {"state": Handing.WAITING, "tries": 0, "due_at": now(), "fault": None}
    db.execute(again.values(**fresh), execution_options=SILENT)
    audit.record("hand-over tried again", by=by.id, subject_id=hand_over.ticket_id)


def add_update(hand_over: HandOver, slot: str, *, message_id: int | None = None) -> None:
    """The same thing is said once, whatever asks for it again."""
    row = {"hand_over_id": hand_over.id, "slot": slot, "message_id": message_id}
    moment, start = now(), {"state": Handing.WAITING, "tries": 0}
    times = {"due_at": moment, "asked_at": moment}
    insert_once(HandOverUpdate, key=uuid4().hex, **row, **start, **times)


def tell_who_it_is(hand_over: HandOver) -> None:
    """They have it without name and e-mail, which may leave by now; said once at a time."""
    if not hand_over.is_handed or hand_over.went_with_person:
        return
    if hand_over.desk.kind not in TAKE_WORDS:
        return
    if not any(queries.person_of(hand_over.ticket, hand_over.desk)):
        return
    said = (HandOverUpdate.hand_over_id == hand_over.id, HandOverUpdate.slot.startswith(CONTACT))
    states = db.scalars(select(HandOverUpdate.state).where(*said)).all()
    if all(state == Handing.HANDED for state in states):
        add_update(hand_over, f"{CONTACT}:{len(states)}" if states else CONTACT)


def _there(ticket_id: int, desk_id: int) -> HandOver | None:
    mine = (HandOver.ticket_id == ticket_id, HandOver.desk_id == desk_id)
    return db.scalar(select(HandOver).where(*mine))


def _begin(ticket: Ticket, desk: OutsideDesk, *, by_id: int | None) -> HandOver:
    row = {"ticket_id": ticket.id, "desk_id": desk.id, "by_id": by_id, "key": uuid4().hex}
    moment, start = now(), {"state": Handing.WAITING, "tries": 0, "is_unmapped": False}
    times = {"due_at": moment, "asked_at": moment, "went_with_person": False}
    is_new = insert_once(HandOver, **row, **start, **times)
    found = db.scalars(
        select(HandOver).where(HandOver.ticket_id == ticket.id, HandOver.desk_id == desk.id)
    ).one()
    if is_new:
        facts = named(ticket, desk_id=desk.id)
        found.event_id = publish(HandOverAsked(actor_id=by_id, **facts))
        audit.record("handed over", by=by_id, subject_id=ticket.id, reason=f"desk {desk.id}")
    return found
