"""What needs a person: hand-overs that were refused or tried too often, and what drifted apart."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.clock import now
from forum.kernel.db import db
from moderation.handover.models import DeskContact, HandOver, HandOverUpdate
from moderation.handover.states import NEEDS_PERSON
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import read_by

MOST = 100


def needing_person(*, by: Any) -> Sequence[HandOver]:
    """Refused, tried too often, in an unknown state, drifted or without a password there."""
    rows = select(HandOver).join(Ticket, Ticket.id == HandOver.ticket_id)
    cannot_go = HandOver.fault == "no_secret"
    troubled = or_(_is_stopped(), HandOver.is_unmapped, HandOver.drift.is_not(None), cannot_go)
    both = joinedload(HandOver.desk), joinedload(HandOver.ticket).lazyload("*")
    rows = rows.where(troubled, read_by(by)).options(*both)
    return db.scalars(rows.order_by(HandOver.id).limit(MOST)).all()


def count_needing_person() -> int:
    return _count(_is_stopped())


def count_unmapped() -> int:
    return _count(HandOver.is_unmapped)


def count_drifted() -> int:
    return _count(HandOver.drift.is_not(None))


def count_resting() -> int:
    rows = select(func.count()).select_from(DeskContact)
    return db.scalar(rows.where(DeskContact.rests_until > now())) or 0


def _is_stopped() -> ColumnElement[bool]:
    is_other = or_(HandOver.fault.is_(None), HandOver.fault != "ended")
    is_stuck = HandOver.state.in_(NEEDS_PERSON) & is_other
    stuck_word = exists().where(
        HandOverUpdate.hand_over_id == HandOver.id, HandOverUpdate.state.in_(NEEDS_PERSON)
    )
    return or_(is_stuck, stuck_word)


def _count(which: Any) -> int:
    return db.scalar(select(func.count()).select_from(HandOver).where(which)) or 0
