"""Casting a vote, changing it, taking it back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, select, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.votes.models import Vote


@dataclass(frozen=True)
class Change:
    """What this person's vote was before and what it is now; 0 means no vote."""

    before: int
    value: int

    @property
    def difference(self) -> int:
        """What the room that owns the score adds to it."""
        return self.value - self.before


def cast(*, by: Member, subject_id: int, value: int) -> Change:
    """Set the vote to -1, 0 or 1. The row decides, so two at once cannot both count."""
    if value == 0:
        return Change(_take_back(by, subject_id), 0)
    if insert_once(Vote, member_id=by.id, subject_id=subject_id, value=value):
        return Change(0, value)

    before = db.scalar(select(Vote.value).where(_mine(by, subject_id)).with_for_update())
    if before is None:  # taken back by the same person just now
        return cast(by=by, subject_id=subject_id, value=value)
    if before != value:
        renewed = update(Vote).where(_mine(by, subject_id)).values(value=value, cast_at=now())
        db.execute(renewed, execution_options=SILENT)
    return Change(before, value)


def _take_back(by: Member, subject_id: int) -> int:
    removed = delete(Vote).where(_mine(by, subject_id)).returning(Vote.value)
    return db.execute(removed, execution_options=SILENT).scalar_one_or_none() or 0


def _mine(by: Member, subject_id: int) -> ColumnElement[bool]:
    return and_(Vote.member_id == by.id, Vote.subject_id == subject_id)
