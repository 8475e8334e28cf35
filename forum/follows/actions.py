"""Following a thing and letting go of it."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.follows.models import Follow
from forum.kernel.db import SILENT, db, insert_once


def follow(*, by: Member, subject_id: int) -> bool:
    """True when it is new. The caller has checked that this person may see the thing."""
    return insert_once(Follow, member_id=by.id, subject_id=subject_id)


def unfollow(*, by: Member, subject_id: int) -> bool:
    """True when it was followed until now."""
    mine = delete(Follow).where(Follow.member_id == by.id, Follow.subject_id == subject_id)
    removed = db.execute(mine.returning(Follow.member_id), execution_options=SILENT)
    return removed.first() is not None
