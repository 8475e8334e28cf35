"""What was answered last on one question, for its feed; only what everybody may see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from forum.kernel.db import db
from forum.threads.briefs import says_more
from forum.threads.models import Answer, Thread
from forum.threads.queries.bylines import Signed
from forum.threads.queries.talk import author_columns, with_author

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Told(Signed):
    """An answer, and when it said what it says now."""

    id: int
    number: int
    stored: str
    is_official: bool
    in_short: str | None
    written_at: datetime
    edited_at: datetime | None
    author_id: int
    author_name: str
    role: str
    team: str | None
    rung: str | None

    @property
    def says_more(self) -> bool:
        return says_more(self.in_short, self.stored)

    @property
    def changed_at(self) -> datetime:
        return self.edited_at or self.written_at


def latest_answers(thread_id: int) -> list[Told]:
    """The newest first."""
    columns = (Answer.id, Answer.number, Answer.html, Answer.is_official, Answer.in_short)
    rows = select(*columns, Answer.written_at, Answer.edited_at, *author_columns())
    rows = with_author(rows.select_from(Answer), Answer.author_id)
    rows = rows.where(Answer.thread_id == thread_id, Answer.state == "visible")
    return [Told(*row) for row in db.execute(rows.order_by(Answer.number.desc()).limit(SHOWN))]


@dataclass(frozen=True, slots=True)
class News:
    """What was answered after somebody opened the page: how much, and the first of it."""

    count: int
    first_id: int
    first_number: int
    last_number: int


def answered_after(thread_id: int, number: int) -> News | None:
    """One statement, for everybody alike; nothing when there is nothing new that all may see."""
    new = (Answer.thread_id == Thread.id, Answer.state == "visible", Answer.number > number)
    told = select(func.count(), func.min(Answer.id), func.min(Answer.number), Thread.last_number)
    told = told.select_from(Thread).join(Answer, and_(*new)).group_by(Thread.id)
    row = db.execute(told.where(Thread.id == thread_id, Thread.state == "visible")).first()
    return News(*row) if row else None
