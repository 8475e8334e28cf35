"""What else is looked at beside somebody's record: holds, pauses, and the yes of an Advocate."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from forum.accounts.models import Advocacy
from forum.accounts.standing import Rung
from forum.kernel.db import db
from forum.reputation.models import RungHold, WindowPause

Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`advocacy_id` is the yes that holds; `pauses` are all of this person's, the oldest first."""

    held: Rung | None = None
    advocacy_id: int | None = None
    pauses: Sequence[Interval] = ()

    def rests(self, at: datetime) -> bool:
        return any(began <= at < ends for began, ends in self.pauses)


def circumstances_of(member_ids: Collection[int], *, at: datetime) -> dict[int, Circumstances]:
    """Of each of them, in three queries however many they are."""
    holds = select(RungHold.member_id, RungHold.rung).where(
        RungHold.member_id.in_(member_ids), *_holding(at)
    )
    yeses = select(Advocacy.member_id, Advocacy.id).where(
        Advocacy.member_id.in_(member_ids),
        Advocacy.ended_at.is_(None),
        Advocacy.agreed_at.is_not(None),
    )
    held = {row.member_id: row.rung for row in db.execute(holds)}
    yes = {row.member_id: row.id for row in db.execute(yeses)}
    pauses = _pauses(member_ids)
    return {
        id_: Circumstances(Rung(held[id_]) if id_ in held else None, yes.get(id_), pauses[id_])
        for id_ in member_ids
    }


def live_advocacy(member_id: int) -> Advocacy | None:
    """What staff asked them, answered or not, while it is not ended."""
    mine = select(Advocacy).where(Advocacy.member_id == member_id, Advocacy.ended_at.is_(None))
    return db.scalar(mine)


def live_hold(member_id: int, *, at: datetime) -> RungHold | None:
    """What holds them on a rung, if anything does."""
    return db.scalar(select(RungHold).where(RungHold.member_id == member_id, *_holding(at)))


def unended_hold(member_id: int) -> RungHold | None:
    """The same, also when its last day has passed without anybody having let go."""
    mine = RungHold.member_id == member_id, RungHold.ended_at.is_(None)
    return db.scalar(select(RungHold).where(*mine))


def pause_at(member_id: int, moment: datetime) -> WindowPause | None:
    """The pause that runs then."""
    runs = WindowPause.began_at <= moment, WindowPause.ends_at > moment
    return db.scalar(select(WindowPause).where(WindowPause.member_id == member_id, *runs))


def _holding(at: datetime) -> tuple[ColumnElement[bool], ...]:
    is_on = or_(RungHold.ends_at.is_(None), RungHold.ends_at > at)
    return RungHold.ended_at.is_(None), is_on


def _pauses(member_ids: Collection[int]) -> dict[int, list[Interval]]:
    rows = select(WindowPause.member_id, WindowPause.began_at, WindowPause.ends_at)
    rows = rows.where(WindowPause.member_id.in_(member_ids)).order_by(WindowPause.began_at)
    found: dict[int, list[Interval]] = defaultdict(list)
    for member_id, began_at, ends_at in db.execute(rows):
        found[member_id].append((began_at, ends_at))
    return found
