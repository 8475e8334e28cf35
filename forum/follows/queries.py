"""Who follows what."""

from sqlalchemy import select

from forum.follows.models import Follow
from forum.kernel.db import db


def followers_of(subject_id: int) -> list[int]:
    """The ids of the members who follow it."""
    rows = select(Follow.member_id).where(Follow.subject_id == subject_id)
    return list(db.scalars(rows.order_by(Follow.member_id)))


def is_following(member_id: int, subject_id: int) -> bool:
    return db.get(Follow, (member_id, subject_id)) is not None
