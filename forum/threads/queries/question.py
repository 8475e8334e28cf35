"""The question of a thread's page: one row with its author, topic, tags and what is mine."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, String, and_, false, func, literal, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member, Standing
from forum.follows.models import Follow
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.text import shown
from forum.threads.models import MeToo, Thread, ThreadTag
from forum.topics.models import Tag, Topic
from forum.votes.models import Vote

SIZE = 20


@dataclass(frozen=True, slots=True)
class Question:
    """`is_mine` and what follows it are about the reader."""

    id: int
    slug: str
    title: str
    stored: str
    state: str
    last_number: int
    answer_count: int
    me_too_count: int
    score: int
    views: int
    solution_id: int | None
    asked_at: datetime
    edited_at: datetime | None
    topic_slug: str
    topic_name: str
    author_id: int
    author_name: str
    role: str
    team: str | None
    rung: str | None
    tag_names: str | None
    shares_problem: bool
    follows: bool
    has_voted: bool

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def tags(self) -> list[str]:
        return sorted((self.tag_names or "").split())

    @property
    def is_long(self) -> bool:
        """More answers than fit on one page."""
        return self.last_number > SIZE

    @property
    def last_page(self) -> int:
        """Pages hold the numbers 1 to 20, 21 to 40 and so on, in order of writing."""
        return max(1, -(-self.last_number // SIZE))

    def seen_by(self, member: Member | None) -> bool:
        if self.state == "visible":
            return True
        return member is not None and (member.is_staff or member.id == self.author_id)


def question_page(thread_id: int, *, to: Member | None) -> Question:
    """Raises Missing when there is none, or none for this reader."""
    row = db.execute(_rows(to).where(Thread.id == thread_id)).one_or_none()
    question = Question(*row) if row else None
    if question is None or not question.seen_by(to):
        raise Missing("We cannot find this question. It may have been removed.")
    return question


def _rows(to: Member | None) -> Select[Any]:
    rows = select(*_thread_columns(), Topic.slug, Topic.name, *_author_columns(), _tags())
    rows = rows.select_from(Thread).join(Topic).join(Member, Member.id == Thread.author_id)
    rows = rows.outerjoin(Standing, Standing.member_id == Member.id)
    if to is None:
        return rows.add_columns(false(), false(), false())
    return _with_mine(rows, to.id)


def _with_mine(rows: Select[Any], member_id: int) -> Select[Any]:
    """What the reader has pressed here comes with the row, not with queries of its own."""
    for mark, subject in ((MeToo, MeToo.thread_id), (Follow, Follow.subject_id), (Vote, Vote.subject_id)):
        pressed = and_(subject == Thread.id, mark.member_id == member_id)
        rows = rows.outerjoin(mark, pressed).add_columns(mark.member_id.is_not(None))
    return rows


def _thread_columns() -> tuple[Any, ...]:
    return (
        Thread.id,
        Thread.slug,
        Thread.title,
        Thread.html,
        Thread.state,
        Thread.last_number,
        Thread.answer_count,
        Thread.me_too_count,
        Thread.score,
        Thread.views,
        Thread.solution_id,
        Thread.asked_at,
        Thread.edited_at,
    )


def _author_columns() -> tuple[Any, ...]:
    return Member.id, Member.name, Member.role, Member.team, Standing.rung


def _tags() -> Any:
    """Tag names hold no spaces, so one string carries them all."""
    names = select(func.aggregate_strings(Tag.name, " ")).join(ThreadTag)
    return names.where(ThreadTag.thread_id == Thread.id).scalar_subquery()
