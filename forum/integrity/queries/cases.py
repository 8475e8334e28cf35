"""Reversals as staff and the people concerned read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.integrity.models import Reversal, ReversalMember, ReversedGift
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position
from forum.reputation.ledger import OF_REVERSALS
from forum.reputation.models import Award

SIZE = 30
NOT_THERE = "We cannot find that."


@dataclass(frozen=True, slots=True)
class Share:
    """What one person has to do with a reversal; `points` are what they have less by it."""

    member_id: int
    name: str
    gives: bool
    gets: bool
    gave: int
    got: int
    points: int


@dataclass(frozen=True, slots=True)
class Listed:
    reversal: Reversal
    people: int
    gifts: int


def reversals(*, stand: bool, cursor: str | None = None) -> Page[Listed]:
    """The newest first, with how many people and gifts each is about."""
    people = select(func.count()).where(ReversalMember.reversal_id == Reversal.id)
    gifts = select(func.count()).where(ReversedGift.reversal_id == Reversal.id)
    rows = select(Reversal, people.scalar_subquery(), gifts.scalar_subquery())
    rows = rows.where(Reversal.undone_at.is_(None) == stand)
    if place := position(cursor, int):
        rows = rows.where(Reversal.id < place[0])
    found = db.execute(rows.order_by(Reversal.id.desc()).limit(SIZE + 1)).all()
    return page_of([Listed(*row) for row in found], SIZE, lambda one: (one.reversal.id,))


def reversal_numbered(reversal_id: int, *, lock: bool = False) -> Reversal:
    """For staff. Raises Missing."""
    rows = select(Reversal).where(Reversal.id == min(reversal_id, LARGEST))
    rows = rows.with_for_update(of=Reversal) if lock else rows
    found = db.scalars(rows.execution_options(populate_existing=lock)).first()
    if found is None:
        raise Missing(NOT_THERE)
    return found


def own_reversal(reversal_id: int, *, of: Member) -> Reversal:
    """For whoever it concerns: gifts of theirs, or for them, are in it. Raises Missing."""
    rows = select(Reversal).where(Reversal.id == min(reversal_id, LARGEST))
    found = db.scalars(rows.where(_concerns(of.id))).first()
    if found is None:
        raise Missing(NOT_THERE)
    return found


def concerned_by(reversal_id: int) -> set[int]:
    """Both sides of every gift in it."""
    rows = select(ReversedGift.giver_id, ReversedGift.receiver_id)
    pairs = db.execute(rows.where(ReversedGift.reversal_id == reversal_id).distinct())
    return {member_id for pair in pairs for member_id in pair}


def points_of(reversal_id: int, member_id: int) -> int:
    """How many points of this person do not count because of it; none once it was undone."""
    return shares_points(reversal_id, [member_id]).get(member_id, 0)


def shares_points(reversal_id: int, member_ids: Sequence[int]) -> dict[int, int]:
    gifts = select(ReversedGift.void_id).where(ReversedGift.reversal_id == reversal_id)
    back = select(ReversedGift.back_id).where(ReversedGift.reversal_id == reversal_id)
    rows = select(Award.member_id, -func.sum(Award.points)).group_by(Award.member_id)
    rows = rows.where(Award.member_id.in_(member_ids), Award.kind.in_(OF_REVERSALS))
    rows = rows.where(Award.event_id.in_(gifts.union_all(back)))
    return {member_id: points for member_id, points in db.execute(rows)}


def shares_of(reversal_id: int) -> list[Share]:
    """Everybody it is about, with what they gave and got; who lost most comes first."""
    rows = select(ReversalMember, Member.name).join(Member, Member.id == ReversalMember.member_id)
    members = db.execute(rows.where(ReversalMember.reversal_id == reversal_id)).all()
    ids = [row.ReversalMember.member_id for row in members]
    points, gave, got = shares_points(reversal_id, ids), *_counts(reversal_id)
    found = [
        Share(
            m.member_id,
            name,
            m.gives,
            m.gets,
            *(n.get(m.member_id, 0) for n in (gave, got, points)),
        )
        for m, name in members
    ]
    return sorted(found, key=lambda one: (-one.points, -one.got, one.name))


def _counts(reversal_id: int) -> tuple[dict[int, int], dict[int, int]]:
    rows = select(ReversedGift.giver_id, ReversedGift.receiver_id)
    pairs = db.execute(rows.where(ReversedGift.reversal_id == reversal_id)).all()
    gave, got = dict[int, int](), dict[int, int]()
    for giver, receiver in pairs:
        gave[giver] = gave.get(giver, 0) + 1
        got[receiver] = got.get(receiver, 0) + 1
    return gave, got


def _concerns(member_id: int) -> Any:
    mine = (ReversedGift.giver_id == member_id) | (ReversedGift.receiver_id == member_id)
    return (
        select(ReversedGift.gift_id).where(ReversedGift.reversal_id == Reversal.id, mine).exists()
    )
