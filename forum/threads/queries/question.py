"""The question of a thread's page: one row with its author, topic, tags and what is mine."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, and_, bindparam, false, func, select

from forum.accounts.models import Member, Standing
from forum.drafts.models import Draft
from forum.drafts.queries import KEPT
from forum.follows.models import Follow
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Gone, Missing
from forum.kernel.paging import LARGEST
from forum.kernel.text import shown
from forum.services.models import Service
from forum.threads import policy
from forum.threads.models import MeToo, Thread, ThreadTag
from forum.threads.queries.bylines import Signed
from forum.topics.models import Tag, Topic
from forum.votes.models import Vote

SIZE = 20
WORDY = 300
Columns = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Question(Signed):
    """From `shares_problem` on it is about the reader."""

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
    article_id: int | None
    asked_at: datetime
    edited_at: datetime | None
    topic_slug: str
    topic_name: str
    topic_id: int
    service_id: int
    service_slug: str
    service_name: str
    true_months: int | None
    author_id: int
    author_name: str
    role: str
    team: str | None
    rung: str | None
    tag_names: str | None
    shares_problem: bool
    follows: bool
    has_voted: bool
    begun: dict[str, str] | None = None
    begun_at: datetime | None = None

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def tags(self) -> list[str]:
        return sorted((self.tag_names or "").split())

    @property
    def is_wordy(self) -> bool:
        """The question alone fills the screen of a phone."""
        return len(self.stored) > WORDY

    @property
    def is_long(self) -> bool:
        """More answers than fit on one page."""
        return self.last_number > SIZE

    @property
    def last_page(self) -> int:
        """Pages hold the numbers 1 to 20, 21 to 40 and so on, in order of writing."""
        return max(1, -(-self.last_number // SIZE))

    @property
    def draft(self) -> Draft | None:
        """The answer this reader has begun to write."""
        if self.begun is None or not self.begun_at or self.begun_at < now() - KEPT:
            return None
        return Draft(texts=self.begun, saved_at=self.begun_at)

    def seen_by(self, member: Member | None) -> bool:
        return policy.may_see_post(member, state=self.state, author_id=self.author_id)


def question_page(thread_id: int, *, to: Member | None) -> Question:
    """Raises Missing when there is none, or none for this reader; Gone when it was taken away."""
    known = min(thread_id, LARGEST)
    values = {"thread": known, "me": to and to.id, "place": f"answer-{known}"}
    row = db.execute(_statement(to is not None), values).one_or_none()
    question = Question(*row) if row else None
    if question is None:
        raise Missing("We cannot find this question. It may have been removed.")
    if not question.seen_by(to):
        raise _unseen(question.state)
    return question


def _unseen(state: str) -> Missing:
    """What is held has never been public, so it is as if it were not there."""
    if state == "held":
        return Missing("We cannot find this question. It may have been removed.")
    return Gone("This question was removed. You can look for another one, or ask yourself.")


@cache
def _statement(for_member: bool) -> Select[*Columns]:
    """Built once: putting it together costs more than running it."""
    rows = select(*_thread_columns(), *_topic_columns(), *_author_columns(), _tags())
    rows = rows.select_from(Thread).join(Topic).join(Service, Service.id == Topic.service_id)
    rows = rows.join(Member, Member.id == Thread.author_id)
    rows = rows.outerjoin(Standing, Standing.member_id == Member.id)
    rows = rows.where(Thread.id == bindparam("thread"))
    return _with_mine(rows) if for_member else rows.add_columns(false(), false(), false())


def _with_mine(rows: Select[*Columns]) -> Select[*Columns]:
    """What the reader has pressed here comes with the row, not with queries of its own."""
    for mark, subject_id in _MARKS:
        pressed = and_(subject_id == Thread.id, mark.member_id == bindparam("me"))
        rows = rows.outerjoin(mark, pressed).add_columns(mark.member_id.is_not(None))
    begun = and_(Draft.member_id == bindparam("me"), Draft.place == bindparam("place"))
    return rows.outerjoin(Draft, begun).add_columns(Draft.texts, Draft.saved_at)


_MARKS: tuple[tuple[Any, Any], ...] = (
    (MeToo, MeToo.thread_id),
    (Follow, Follow.subject_id),
    (Vote, Vote.subject_id),
)


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
        Thread.article_id,
        Thread.asked_at,
        Thread.edited_at,
    )


def _topic_columns() -> tuple[Any, ...]:
    topic = Topic.slug, Topic.name, Topic.id
    return *topic, Service.id, Service.slug, Service.name, Service.true_months


def _author_columns() -> tuple[Any, ...]:
    return Member.id, Member.name, Member.role, Member.team, Standing.rung


def _tags() -> Any:
    """Tag names hold no spaces, so one string carries them all."""
    names = select(func.aggregate_strings(Tag.name, " ")).join(ThreadTag)
    return names.where(ThreadTag.thread_id == Thread.id).scalar_subquery()
