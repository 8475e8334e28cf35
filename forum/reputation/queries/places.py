"""Where somebody stands on the ladder, what is next, what that asks for, and how they came here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from forum.accounts.models import Advocacy, Member
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.reputation.ladder import NEXT, Record, Requirement, Rules
from forum.reputation.models import RungMove
from forum.reputation.queries.awards import points_of
from forum.reputation.queries.circumstances import circumstances_of, live_advocacy
from forum.reputation.queries.records import record_of
from forum.reputation.queries.versions import rules_now
from forum.threads.models import Answer, Thread

KEPT = (Rung.FOLLOWER, Rung.ADVOCATE)
LATEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`next` is None on the highest rung; `keeping` is what staying on this one asks for.

    `falls_at` is the moment of the step down if nothing changes, None while nothing is lost;
    `looked_at` is when an Advocate is looked at next. `offer` is what staff asked and this person
    has not answered. `rests_until` is the end of a pause that they asked for.
    """

    rung: Rung
    since: datetime
    points: int
    rules: Rules
    record: Record
    next: Rung | None
    requirements: tuple[Requirement, ...]
    keeping: tuple[Requirement, ...]
    falls_at: datetime | None = None
    looked_at: datetime | None = None
    rests_until: datetime | None = None
    offer: Advocacy | None = None
    is_held: bool = False


def where_am_i(member_id: int) -> Place:
    """Raises Missing for somebody who is not here."""
    member = db.get(Member, member_id)
    if member is None:
        raise Missing("We do not know this person.")
    as_of, rules = now(), rules_now()
    around = circumstances_of([member_id], at=as_of)[member_id]
    record = record_of(member, as_of=as_of, rules=rules, around=around)
    return Place(
        rung=member.rung,
        since=member.standing.since if member.standing else member.joined_at,
        points=points_of(member_id),
        rules=rules,
        record=record,
        **_asked(member.rung, record, rules),
        **_times(member, rules),
        rests_until=next((ends for began, ends in around.pauses if began <= as_of < ends), None),
        offer=_unanswered(member_id),
        is_held=around.held is not None,
    )


def moves_of(member_id: int, most: int = LATEST) -> Sequence[Any]:
    """The newest steps of somebody on the ladder: `from_rung`, `to_rung`, `why`, `moved_at`."""
    columns = (RungMove.from_rung, RungMove.to_rung, RungMove.why, RungMove.moved_at)
    mine = select(*columns).where(RungMove.member_id == member_id)
    return db.execute(mine.order_by(RungMove.id.desc()).limit(most)).all()


def answers_that_helped(member_id: int) -> int:
    """How many answers of theirs were accepted, thanked or confirmed, and still stand."""
    good = or_(
        Answer.thanks_count > 0, Answer.confirmed_at.is_not(None), Thread.solution_id == Answer.id
    )
    mine = select(func.count()).select_from(Answer).join(Thread, Thread.id == Answer.thread_id)
    mine = mine.where(Answer.author_id == member_id, Answer.state == "visible")
    return db.scalar(mine.where(Thread.state == "visible", good)) or 0


def _to_stay(rung: Rung, record: Record, rules: Rules) -> tuple[Requirement, ...]:
    return rules.asked_for(rung, record, mark=rules.keep) if rung in KEPT else ()


def _asked(rung: Rung, record: Record, rules: Rules) -> dict[str, Any]:
    climb, stay = _to_climb(rung, record, rules), _to_stay(rung, record, rules)
    return {"next": _next(rung), "requirements": climb, "keeping": stay}


def _unanswered(member_id: int) -> Advocacy | None:
    asked = live_advocacy(member_id)
    return asked if asked and asked.agreed_at is None else None


def _next(rung: Rung) -> Rung | None:
    return Rung.ADVOCATE if rung == Rung.EMERITUS else NEXT.get(rung)


def _to_climb(rung: Rung, record: Record, rules: Rules) -> tuple[Requirement, ...]:
    """Whoever was an Advocate comes back by helping again, not by beginning anew."""
    asked = rules.back if rung == Rung.EMERITUS else NEXT.get(rung)
    return rules.asked_for(asked, record) if asked else ()


def _times(member: Member, rules: Rules) -> dict[str, Any]:
    mine = member.standing
    if mine is None:
        return {}
    warned_at, reviewed_at = mine.warned_at, mine.reviewed_at
    return {
        "falls_at": warned_at and warned_at + rules.notice + rules.grace,
        "looked_at": reviewed_at and reviewed_at + rules.review,
    }
