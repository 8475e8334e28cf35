"""Who follows what."""

from sqlalchemy import func, select

from forum.follows.models import Follow
from forum.kernel.db import db


def followers_of(subject_id: int, *, after: int = 0, most: int | None = None) -> list[int]:
    """The ids of the members who follow it, in order; `after` and `most` ask for a part."""
    rows = select(Follow.member_id).where(Follow.subject_id == subject_id)
    rows = rows.where(Follow.member_id > after).order_by(Follow.member_id)
    return list(db.scalars(rows.limit(most)))


def is_following(member_id: int, subject_id: int) -> bool:
    return db.get(Follow, (member_id, subject_id)) is not None


def count_followers(subject_id: int) -> int:
    rows = select(func.count()).select_from(Follow).where(Follow.subject_id == subject_id)
    return db.scalar(rows) or 0
