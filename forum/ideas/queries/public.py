"""What robots are told of ideas: the address of each, and when its page changed."""

from typing import Any

from sqlalchemy import func, select

from forum.ideas.models import Idea, OfficialReply, StageMove
from forum.ideas.queries.subjects import idea_path
from forum.kernel.found import Address, by_id, latest

_MOVED = select(func.max(StageMove.moved_at)).where(StageMove.idea_id == Idea.id)
_REPLIED = select(func.max(OfficialReply.written_at)).where(OfficialReply.idea_id == Idea.id)
_MOMENTS = (Idea.published_at, _MOVED.scalar_subquery(), _REPLIED.scalar_subquery())


def _idea(row: Any) -> Address:
    idea_id, slug, *moments = row
    return Address(idea_path(idea_id, slug), latest(*moments))


PUBLIC_IDEAS = by_id(
    select(Idea.id, Idea.slug, *_MOMENTS).where(Idea.state == "published"), Idea.id, _idea
)
