"""What somebody did in one year of the place's own time, in figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.ideas.models import Support
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.site import site
from forum.recognition.models import BadgeGiven, ThankYouNote, YearLookedAt
from forum.recognition.queries.facts import facts_of
from forum.recognition.rules import Badge, different_helped
from forum.reputation.policy import has_rungs
from forum.threads.models import Answer, Thread

NO_YEAR = "There are no figures of this year."


@dataclass(frozen=True, slots=True)
class Year:
    """`earlier` and `later` are years beside it with a page, None where there is none."""

    year: int
    people_helped: int
    answers: int
    questions_solved: int
    ideas_supported: int
    ideas_carried_out: int
    thanks_from_staff: int
    earlier: int | None
    later: int | None


def year_of(member: Member, year: int) -> Year:
    """From the year they joined to this one. Raises Missing for other years, and under 18."""
    first, last = year_at(member.joined_at), year_at(now())
    if not has_rungs(member) or not first <= year <= last:
        raise Missing(NO_YEAR)
    begins, ends = _begin(year), _begin(year + 1)
    facts = facts_of(member)
    helps = [help_ for help_ in facts.helps if begins <= help_.at < ends]
    ideas = [at for _event, at in facts.real_ideas if begins <= at < ends]
    answers, solved, supports, thanks = db.execute(_counts(member.id, begins, ends)).one()
    earlier, later = year - 1 if year > first else None, year + 1 if year < last else None
    people = different_helped(helps)
    return Year(year, people, answers, solved, supports, len(ideas), thanks, earlier, later)


def year_at(moment: datetime) -> int:
    """The year by the clock of the place."""
    return moment.astimezone(ZoneInfo(site().zone)).year


def is_january(moment: datetime) -> bool:
    return moment.astimezone(ZoneInfo(site().zone)).month == 1


def not_looked_at(year: int, *, most: int) -> list[int]:
    """Who has helped somebody, and whose year was not looked at: ids of members."""
    seen = select(YearLookedAt.member_id).where(YearLookedAt.year == year)
    rows = select(BadgeGiven.member_id).where(BadgeGiven.badge == Badge.FIRST_HELP)
    rows = rows.where(BadgeGiven.ended_at.is_(None), BadgeGiven.member_id.not_in(seen))
    return list(db.scalars(rows.order_by(BadgeGiven.member_id).limit(most)))


def people_helped_in(member: Member, year: int) -> int:
    begins, ends = _begin(year), _begin(year + 1)
    return different_helped(help_ for help_ in facts_of(member).helps if begins <= help_.at < ends)


def _begin(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=ZoneInfo(site().zone))


def _counts(member_id: int, begins: datetime, ends: datetime) -> Any:
    answers = _number(Answer.written_at, begins, ends)
    answers = answers.where(Answer.author_id == member_id, Answer.state == "visible")
    solved = _number(Thread.solved_at, begins, ends)
    solved = solved.where(Thread.author_id == member_id, Thread.solution_id.is_not(None))
    supports = _number(Support.since, begins, ends).where(Support.member_id == member_id)
    thanks = _number(ThankYouNote.written_at, begins, ends)
    thanks = thanks.where(ThankYouNote.member_id == member_id)
    asked: Iterable[Any] = (answers, solved, supports, thanks)
    return select(*(rows.scalar_subquery() for rows in asked))


def _number(at: Any, begins: datetime, ends: datetime) -> Any:
    return select(func.count()).select_from(at.class_).where(at >= begins, at < ends)
