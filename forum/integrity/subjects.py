"""What other rooms may ask about a reversal without importing it."""

from sqlalchemy import or_, select

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES
from forum.integrity.models import Reversal, ReversedGift
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """To moderators, and to both sides of the gifts in it."""
    if member is None:
        return set()
    if member.works_as(MODERATING_ROLES):
        return set(db.scalars(select(Reversal.id).where(Reversal.id.in_(ids))))
    mine = or_(ReversedGift.giver_id == member.id, ReversedGift.receiver_id == member.id)
    rows = select(ReversedGift.reversal_id).where(ReversedGift.reversal_id.in_(ids), mine)
    return set(db.scalars(rows.distinct()))


def titles(ids: list[int]) -> dict[int, str]:
    return {id_: f"Reversal {id_}" for id_ in _there(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {id_: f"/me/points/{id_}" for id_ in _there(ids)}


def _there(ids: list[int]) -> list[int]:
    return list(db.scalars(select(Reversal.id).where(Reversal.id.in_(ids))))


SUBJECTS = {"reversal": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
