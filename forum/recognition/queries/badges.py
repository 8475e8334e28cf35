"""Which badges somebody has, and which of them others may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.recognition.models import BadgeGiven, ListedHelper, QuietPerson
from forum.recognition.rules import A_YEAR, Badge
from forum.recognition.wording import NAMES, RULES


@dataclass(frozen=True, slots=True)
class Shown:
    """A badge as pages and programs show it."""

    badge: str
    name: Any
    rule: Any
    given_at: datetime


def badges_of(member_id: int) -> list[Shown]:
    """In the order of the table; one whose days are over is gone before the night sees to it."""
    return _shown(_live().where(BadgeGiven.member_id == member_id))


def badges_shown_of(member_id: int) -> list[Shown]:
    """What others see: nothing of people who do not want it."""
    wants_none = select(QuietPerson.member_id).where(QuietPerson.member_id == member_id)
    return _shown(_live().where(BadgeGiven.member_id == member_id, ~wants_none.exists()))


def is_quiet(member_id: int) -> bool:
    """Whether they want nobody else to see their badges."""
    return db.get(QuietPerson, member_id) is not None


def due_in_the_night(*, after: int, at: datetime, most: int) -> list[int]:
    """Whose badge is over, who is here for a year now, and who stands in the list of helpers, whose
    window moves: ids of members, the lowest first.
    """
    is_over = select(BadgeGiven.member_id).where(BadgeGiven.expires_at <= at)
    is_over = is_over.where(BadgeGiven.ended_at.is_(None))
    had = _of(Badge.YEAR_HERE).where(BadgeGiven.member_id == Member.id)
    helped = _of(Badge.FIRST_HELP).where(BadgeGiven.member_id == Member.id)
    has_year = Member.joined_at <= at - A_YEAR
    listed = Member.id.in_(select(ListedHelper.member_id))
    due = or_(Member.id.in_(is_over), listed, has_year & helped.exists() & ~had.exists())
    rows = select(Member.id).where(Member.id > after, due).order_by(Member.id).limit(most)
    return list(db.scalars(rows))


def count_badges() -> int:
    return db.scalar(select(func.count()).select_from(BadgeGiven).where(_is_live())) or 0


def _of(badge: Badge) -> Any:
    return select(BadgeGiven.id).where(BadgeGiven.badge == badge, BadgeGiven.ended_at.is_(None))


def _is_live() -> Any:
    fresh = or_(BadgeGiven.expires_at.is_(None), BadgeGiven.expires_at > now())
    return BadgeGiven.ended_at.is_(None) & fresh


def _live() -> Any:
    return select(BadgeGiven.badge, BadgeGiven.given_at).where(_is_live())


def _shown(rows: Any) -> list[Shown]:
    had = {Badge(row.badge): row.given_at for row in db.execute(rows)}
    return [Shown(one, NAMES[one], RULES[one], had[one]) for one in Badge if one in had]
