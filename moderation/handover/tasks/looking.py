"""Looks how things stand on the other side: after a call, by the clock, and all of it at night."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from moderation.handover import actions, queries
from moderation.handover.adapters import Seen, adapter_to
from moderation.handover.models import DeskContact, HandOver, OutsideCall, OutsideDesk
from moderation.handover.queries.handing import LOOKED_AT, is_resting
from moderation.handover.states import OVERLAP
from moderation.handover.tasks.calling import Told, told_by, went_well
from moderation.helpdesk.queries import locked_ticket

CALLS_KEPT = timedelta(days=30)


def look() -> None:
    """At what a call of theirs has named."""
    with fresh_reading():
        ids = queries.to_look_at()
    for hand_over_id in ids:
        _look_at(hand_over_id)


def poll() -> None:
    """At what changed since the last look, and a while before: calls get lost."""
    for desk_id in _desks():
        started = now()
        with fresh_reading():
            adapter = adapter_to(queries.line_to(queries.desk_numbered(desk_id)))
            contact, known = db.get(DeskContact, desk_id), queries.known_at(desk_id)
        if not known:
            continue
        since = (contact.looked_to if contact else None) or started - timedelta(days=1)
        told = told_by(lambda: adapter.changed(since - OVERLAP, list(known)))  # noqa: B023
        with writing():
            actions.note_answered(desk_id, fault=told.desk_fault)
        if told.answer is None or not all([_look_at(known[one]) for one in told.answer]):
            continue
        with writing():
            actions.note_looked(desk_id, to=started)


def compare() -> None:
    """Every hand-over with their side, by night; what drifted apart is counted and told of."""
    for desk_id in _desks():
        with fresh_reading():
            known = queries.known_at(desk_id, all_of_them=True)
            contact = db.get(DeskContact, desk_id)
            looked_to = (contact.looked_to if contact else None) or now()
        for hand_over_id in known.values():
            if not _look_at(hand_over_id, looked_to=looked_to):
                break
        with writing():
            drifted = select(HandOver.id).where(HandOver.drift.is_not(None))
            mine = db.scalars(drifted.where(HandOver.desk_id == desk_id)).all()
            actions.note_compared(desk_id, drifted=len(mine))


def forget_old_calls() -> None:
    """A call is repeated within minutes, never after a month."""
    with writing():
        db.execute(delete(OutsideCall).where(OutsideCall.heard_at < now() - CALLS_KEPT))


def _desks() -> list[int]:
    rows = select(OutsideDesk.id).where(OutsideDesk.kind.in_(LOOKED_AT))
    with fresh_reading():
        found = list(db.scalars(rows.where(~is_resting(OutsideDesk.id)).order_by(OutsideDesk.id)))
    db.rollback()
    return found


def _look_at(hand_over_id: int, *, looked_to: datetime | None = None) -> bool:
    """Whether they can be asked; with `looked_to` the two sides are compared first.

    One that cannot be taken in waits for the next night, and the others go on.
    """
    told: list[bool] = []
    if not went_well(
        lambda: told.append(_take_a_look(hand_over_id, looked_to)), hand_over_id=hand_over_id
    ):
        with writing():
            actions.note_lost(queries.locked_hand_over(hand_over_id), is_gone=False)
    return all(told)


def _take_a_look(hand_over_id: int, looked_to: datetime | None) -> bool:
    with fresh_reading():
        one = queries.hand_over_numbered(hand_over_id)
        remote_id, desk_id, ticket_id = str(one.remote_id), one.desk_id, one.ticket_id
        adapter = adapter_to(queries.line_to(one.desk))
    told: Told[Seen] = told_by(lambda: adapter.seen(remote_id))
    with writing():
        actions.note_answered(desk_id, fault=told.desk_fault)
        ticket = locked_ticket(ticket_id)
        hand_over = queries.locked_hand_over(hand_over_id)
        if told.is_final:
            actions.note_lost(hand_over, is_gone=told.fault == "missing")
        if told.answer is not None:
            if looked_to is not None:
                actions.note_drift(hand_over, _drift(hand_over, told.answer, looked_to))
            actions.take_in(hand_over, ticket, told.answer)
    return told.desk_fault is None


def _drift(hand_over: HandOver, seen: Seen, looked_to: datetime) -> str | None:
    """How far apart the two sides were: what changed since the last look is no drift yet."""
    if hand_over.drift == "twice":
        return "twice"
    is_new = seen.version is not None and seen.version >= looked_to - OVERLAP
    return "state" if hand_over.remote_state != seen.state and not is_new else None
