"""What somebody has begun to write."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from forum.drafts.models import Draft
from forum.kernel.clock import now
from forum.kernel.db import db

KEPT = timedelta(days=30)
MOST = 20


def draft_of(member_id: int, place: str) -> Draft | None:
    """What they began on this form, unless it is forgotten by now."""
    draft = db.get(Draft, (member_id, place))
    return draft if draft and draft.saved_at > now() - KEPT else None


def drafts_of(member_id: int) -> Sequence[Draft]:
    """All of them, the latest first; there are never many."""
    mine = select(Draft).where(Draft.member_id == member_id, Draft.saved_at > now() - KEPT)
    return db.scalars(mine.order_by(Draft.saved_at.desc(), Draft.place).limit(MOST)).all()
