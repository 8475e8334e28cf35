"""The states that many tickets were in, one after the other."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from moderation.helpdesk.models import StateMove
from moderation.helpdesk.promises import Entry


def logs_of(ticket_ids: Sequence[int]) -> dict[int, list[Entry]]:
    """The oldest first, in one query; a ticket without any has an empty list."""
    moves = select(StateMove.ticket_id, StateMove.state, StateMove.moved_at)
    moves = moves.where(StateMove.ticket_id.in_(ticket_ids)).order_by(StateMove.id)
    found: dict[int, list[Entry]] = defaultdict(list)
    for move in db.execute(moves):
        found[move.ticket_id].append(Entry(move.state, move.moved_at))
    return found
