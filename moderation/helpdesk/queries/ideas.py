"""What one reader may do about an idea that may be a fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from forum.ideas.models import Idea
from forum.ideas.states import CLOSED
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket


@dataclass(frozen=True)
class IdeaDeed:
    """An idea and its live ticket, if it has one."""

    idea_id: int
    author_id: int
    is_open: bool
    reference: str | None


def idea_deeds(idea_ids: Sequence[int]) -> list[IdeaDeed]:
    """In one query."""
    live = and_(Ticket.source_id == Idea.id, Ticket.is_live)
    columns = (Idea.id, Idea.author_id, Idea.state, Idea.stage, Ticket.reference)
    rows = select(*columns).outerjoin(Ticket, live).where(Idea.id.in_(idea_ids))
    return [
        IdeaDeed(
            row.id,
            row.author_id,
            is_open=row.state == "published" and row.stage not in CLOSED,
            reference=row.reference,
        )
        for row in db.execute(rows)
    ]
