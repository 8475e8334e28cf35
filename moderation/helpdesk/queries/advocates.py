"""How often the questions that an advocate brought to the desk needed it."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from forum.kernel.db import db
from moderation.helpdesk.models import StateMove, Ticket
from moderation.helpdesk.rules import ADVOCATE
from moderation.helpdesk.states import State

NEEDED = {State.ANSWERED, State.RESOLVED}
NOT_NEEDED_BECAUSE = {"solved_by_peer", "not_needed"}


class Ending(NamedTuple):
    """Where a ticket stands, and the reason of its last move."""

    state: str
    reason: str


class HitRate(NamedTuple):
    """Of the questions that are decided, so many needed the council."""

    needed: int
    decided: int


def hit_rate(endings: Iterable[Ending]) -> HitRate:
    """Answered or solved by staff against withdrawn, solved by a peer, or closed as not needed.

    Tickets at work, joined with others, or closed because nobody could help say nothing of it.
    """
    said = [needed for ending in endings if (needed := _was_needed(ending)) is not None]
    return HitRate(said.count(True), len(said))


def hit_rate_of(member_id: int) -> HitRate:
    """In one query."""
    return hit_rate(_endings(member_id))


def brought_by(ticket: Ticket) -> int | None:
    """The advocate who brought it to the desk."""
    if ticket.trigger != ADVOCATE:
        return None
    first = select(StateMove.actor_id).where(StateMove.ticket_id == ticket.id)
    return db.scalar(first.where(StateMove.before.is_(None)))


def _was_needed(ending: Ending) -> bool | None:
    if ending.state in NEEDED:
        return True
    closed_so = ending.state == State.CLOSED_UNRESOLVED and ending.reason in NOT_NEEDED_BECAUSE
    return False if closed_so or ending.state == State.WITHDRAWN else None


def _endings(member_id: int) -> list[Ending]:
    last, later = aliased(StateMove), aliased(StateMove)
    newest = select(func.max(later.id)).where(later.ticket_id == Ticket.id).scalar_subquery()
    brought = and_(StateMove.ticket_id == Ticket.id, StateMove.before.is_(None))
    rows = (
        select(Ticket.state, last.reason)
        .join(StateMove, brought)
        .join(last, last.id == newest)
        .where(Ticket.trigger == ADVOCATE, StateMove.actor_id == member_id)
    )
    return [Ending(state, reason) for state, reason in db.execute(rows)]
