"""Who is to go now, and whether something about them has to be kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import holding
from forum.kernel.db import db
from forum.kernel.house import house

MOST = 100


def leaving_by(moment: datetime, *, after: int = 0) -> Sequence[int]:
    """At most a hundred, in the order of their numbers."""
    rows = select(Member.id).where(Member.leaves_at <= moment, Member.id > after)
    return db.scalars(rows.order_by(Member.id).limit(MOST)).all()


def has_to_stay(member_id: int) -> bool:
    """Whether a hold or an open request covers them, or anything of theirs in any room."""
    if holding.is_held(members=[member_id]):
        return True
    return any(keeps(member_id) for keeps in house().keepers)
