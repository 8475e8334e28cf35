"""What everybody may know about a person: name, since when, and what they helped with.

Nothing about people under 18 and people who have left; no number that ranks anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.queries import member_called
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.recognition.queries import badges_shown_of, notes_shown_of
from forum.recognition.queries.badges import Shown as ShownBadge
from forum.recognition.queries.notes import Note
from forum.threads.models import Answer, Thread
from forum.threads.queries.bylines import mark_of
from forum.topics.models import Topic

MOST = 5
NOBODY = "We cannot find this name, or there is nothing to show."


@dataclass(frozen=True, slots=True)
class HelpsWith:
    """A topic area and how many visible answers the person has written there."""

    slug: str
    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class SolvedThread:
    id: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """`since` is None for people whose first day nobody knows; `mark` is of staff and advocates."""

    id: int
    name: str
    url: str
    team: str | None
    mark: str | None
    since: datetime | None
    questions: int
    answers: int
    solutions: int
    helps_with: Sequence[HelpsWith]
    solved: Sequence[SolvedThread]
    badges: Sequence[ShownBadge]
    notes: Sequence[Note]


def portrait_of(name: str) -> Portrait:
    """Raises Missing for everybody who has no public page."""
    member = visible_person(name)
    questions, solutions = db.execute(_counts(member.id)).one()
    helps_with = [HelpsWith(*row) for row in db.execute(_topics(member.id))]
    return Portrait(
        id=member.id,
        name=member.shown_name,
        url=person_path(member.name_key if member.is_imported else member.name),
        team=member.team if member.is_staff else None,
        mark=mark_of(member.role, member.rung),
        since=None if member.is_imported else member.joined_at,
        questions=questions,
        answers=sum(topic.answers for topic in helps_with),
        solutions=solutions,
        helps_with=helps_with[:MOST],
        solved=[SolvedThread(*row) for row in db.execute(_solved(member.id))],
        badges=badges_shown_of(member.id),
        notes=notes_shown_of(member.id),
    )


def visible_person(name: str) -> Member:
    """A member with a public page."""
    member = member_called(name)
    is_here = member.is_verified or member.is_imported
    if member.erased_at is not None or member.is_under_18 or not is_here:
        raise Missing(NOBODY)
    return member


def _counts(member_id: int) -> Any:
    asked = select(func.count()).select_from(Thread)
    asked = asked.where(Thread.author_id == member_id, Thread.state == "visible")
    solved = select(func.count()).select_from(Thread).join(Answer, Answer.id == Thread.solution_id)
    solved = solved.where(Answer.author_id == member_id, Thread.state == "visible")
    return select(asked.scalar_subquery(), solved.scalar_subquery())


def _topics(member_id: int) -> Any:
    number = func.count().label("answers")
    rows = select(Topic.slug, Topic.name, number).select_from(Answer)
    rows = rows.join(Thread, Thread.id == Answer.thread_id).join(Topic, Topic.id == Thread.topic_id)
    rows = rows.where(Answer.author_id == member_id, Answer.state == "visible")
    rows = rows.where(Thread.state == "visible").group_by(Topic.id, Topic.slug, Topic.name)
    return rows.order_by(number.desc(), Topic.name)


def _solved(member_id: int) -> Any:
    rows = select(Thread.id, Thread.slug, Thread.title)
    rows = rows.join(Answer, Answer.id == Thread.solution_id)
    rows = rows.where(Answer.author_id == member_id, Thread.state == "visible")
    return rows.order_by(Thread.solved_at.desc(), Thread.id.desc()).limit(MOST)
