"""Where somebody stands on the ladder, what is next, and what that asks for."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, or_, select

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.reputation.ladder import KEEP, NEXT, YEAR, Record, Requirement, requirements_for
from forum.reputation.queries.awards import points_of
from forum.reputation.queries.records import record_of
from forum.threads.models import Answer, Thread


@dataclass(frozen=True, slots=True)
class Place:
    """`next` is None on the highest rung; `keeping` is what staying on this one asks for."""

    rung: Rung
    since: datetime
    points: int
    record: Record
    next: Rung | None
    requirements: tuple[Requirement, ...]
    keeping: tuple[Requirement, ...]


def where_am_i(member_id: int) -> Place:
    """Raises Missing for somebody who is not here."""
    member = db.get(Member, member_id)
    if member is None:
        raise Missing("We do not know this person.")
    as_of = now()
    record = _with_share(record_of(member, as_of=as_of), member, as_of)
    following = NEXT.get(member.rung)
    return Place(
        rung=member.rung,
        since=member.standing.since if member.standing else member.joined_at,
        points=points_of(member_id),
        record=record,
        next=following,
        requirements=requirements_for(following, record) if following else (),
        keeping=_to_keep(member.rung, record),
    )


def answers_that_helped(member_id: int) -> int:
    """How many answers of theirs were accepted, thanked or confirmed, and still stand."""
    good = or_(
        Answer.thanks_count > 0, Answer.confirmed_at.is_not(None), Thread.solution_id == Answer.id
    )
    mine = select(func.count()).select_from(Answer).join(Thread, Thread.id == Answer.thread_id)
    mine = mine.where(Answer.author_id == member_id, Answer.state == "visible")
    return db.scalar(mine.where(Thread.state == "visible", good)) or 0


def _to_keep(rung: Rung, record: Record) -> tuple[Requirement, ...]:
    return requirements_for(rung, record, mark=KEEP) if rung == Rung.FOLLOWER else ()


def _with_share(record: Record, member: Member, as_of: datetime) -> Record:
    if member.rung != Rung.FOLLOWER:
        return record
    mine = select(func.count()).select_from(Answer)
    mine = mine.where(Answer.author_id == member.id, Answer.state == "visible")
    written = db.scalar(mine.where(Answer.written_at > as_of - YEAR)) or 0
    share = 100 * record.answers_that_helped // written if written else 0
    return replace(record, share_that_helped=min(100, share))
