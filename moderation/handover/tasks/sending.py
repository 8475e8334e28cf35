"""Sends what waits: asks them by our key before every attempt, and never repeats blindly.

Killed at any place it goes on from the row: what was sent and not written down is found again.
"""

from functools import partial
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail import OutgoingMail, owe
from moderation.handover import actions, queries
from moderation.handover.adapters import Adapter, Parcel, Seen, adapter_to
from moderation.handover.models import HandOver, HandOverUpdate
from moderation.handover.states import EMAIL, INTERNAL
from moderation.handover.tasks.calling import Told, told_by, went_well

MOST_ROUNDS = 50
DELIVERED, UNDELIVERABLE = "sent", ("dead", "dropped")


def drain() -> None:
    """Everything that is due: first what is to be handed over, then what is said about it."""
    for hand_over_id in _due_now():
        went_well(partial(_hand_over, hand_over_id), hand_over_id=hand_over_id)
    for _ in range(MOST_ROUNDS):
        found = _due_updates_now()
        for update_id in found:
            went_well(partial(_pass_on, update_id), update_id=update_id)
        if not found:
            return


def _due_now() -> list[int]:
    with fresh_reading():
        found = queries.due()
    db.rollback()
    return found


def _due_updates_now() -> list[int]:
    with fresh_reading():
        found = queries.due_updates()
    db.rollback()
    return found


def _hand_over(hand_over_id: int) -> None:
    with writing():
        if not actions.claim(hand_over_id):
            return
    with fresh_reading():
        one = queries.hand_over_numbered(hand_over_id)
        kind, desk_id, event_id = one.desk.kind, one.desk_id, one.event_id
        parcel, line = queries.parcel_of(one), queries.line_to(one.desk)
    if kind == INTERNAL:
        _note(hand_over_id, desk_id, Told(Seen(id=parcel.key)))
    elif kind == EMAIL:
        _mail(HandOver, hand_over_id, event_id, parcel)
    elif not line.secret:
        _note(hand_over_id, desk_id, Told(fault="no_secret"))
    else:
        adapter = adapter_to(line)
        ask = partial(_found_or_made, adapter, parcel, hand_over_id)
        _note(hand_over_id, desk_id, told_by(ask))


def _found_or_made(adapter: Adapter, parcel: Parcel, hand_over_id: int) -> Seen:
    if found := adapter.found(parcel):
        return found
    with writing():
        actions.note_going(hand_over_id, parcel)
    return adapter.made(parcel)


def _note(hand_over_id: int, desk_id: int, told: Told[Seen]) -> None:
    with writing():
        if told.fault != "no_secret":
            actions.note_answered(desk_id, fault=told.desk_fault)
        if told.answer is None:
            one = queries.locked_hand_over(hand_over_id)
            actions.note_failed(one, told.fault or "not_reached", is_final=told.is_final)
        elif not told.answer.id:
            actions.note_token(hand_over_id, told.answer.token)
        else:
            actions.note_handed(hand_over_id, told.answer)
            if told.answer.copies > 1:
                actions.note_drift(queries.locked_hand_over(hand_over_id), "twice")


def _pass_on(update_id: int) -> None:
    with writing():
        if not actions.claim_update(update_id):
            return
    with fresh_reading():
        one = db.get_one(HandOverUpdate, update_id)
        desk, remote_id = one.hand_over.desk, str(one.hand_over.remote_id)
        word, line, event_id = queries.word_of(one), queries.line_to(desk), one.hand_over.event_id
        desk_id, kind = desk.id, desk.kind
        with_person = any(queries.person_of(one.hand_over.ticket, desk))
    if kind == EMAIL:
        _mail(HandOverUpdate, update_id, event_id, None)
    else:
        adapter = adapter_to(line)
        told = told_by(lambda: adapter.pass_on(remote_id, word))
        _note_passed_on(update_id, desk_id, told, with_person=with_person)


def _note_passed_on(update_id: int, desk_id: int, told: Told[None], *, with_person: bool) -> None:
    with writing():
        actions.note_answered(desk_id, fault=told.desk_fault)
        if told.fault is None:
            actions.note_passed_on(update_id, with_person=with_person)
        else:
            row = db.get_one(HandOverUpdate, update_id, with_for_update=True)
            actions.note_failed(row, told.fault, is_final=told.is_final)


def _mail(
    table: type[HandOver | HandOverUpdate], id_: int, event_id: int | None, parcel: Parcel | None
) -> None:
    """By the house's own post: one row, and when it is sent, it is handed over."""
    kind = table.__tablename__
    recipient = f"{kind}:{id_}"
    with writing():
        if owe(kind, event_id=int(event_id or 0), recipient=recipient):
            if parcel:
                actions.note_going(id_, parcel)
            else:
                actions.note_telling(id_)
        sent = select(OutgoingMail.state).where(OutgoingMail.recipient == recipient)
        state = db.scalar(sent.where(OutgoingMail.kind == kind))
        row: Any = db.get_one(table, id_, with_for_update=True, populate_existing=True)
        if state in UNDELIVERABLE:
            actions.note_failed(row, "no_mail", is_final=True)
        elif state != DELIVERED:
            actions.wait_for_mail(row)
        elif parcel is None:
            actions.note_passed_on(id_, with_person=row.hand_over.went_with_person)
        else:
            actions.note_handed(id_, Seen(id=parcel.key))
