"""Lists of threads, paged by key: newest activity first. A rung never moves anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select, tuple_

from forum.kernel.db import db
from forum.kernel.paging import Page, moment, page_of, position
from forum.kernel.text import opening
from forum.threads.models import Answer, Thread, ThreadTag
from forum.topics.models import Topic

SIZE = 20
GIST = 130
Columns = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thread as a list shows it; `start` is where its HTML begins."""

    id: int
    slug: str
    title: str
    start: str
    answer_count: int
    me_too_count: int
    is_solved: bool
    is_official: bool
    asked_at: datetime
    active_at: datetime
    topic_slug: str
    topic_name: str

    @property
    def gist(self) -> str:
        """The beginning of the question as plain words."""
        return opening(self.start, GIST)


@dataclass(frozen=True, slots=True)
class Solved:
    """A thread solved lately, and how long that took."""

    id: int
    slug: str
    title: str
    asked_at: datetime
    solved_at: datetime
    topic_name: str
    is_official: bool

    @property
    def took(self) -> timedelta:
        return self.solved_at - self.asked_at


def threads_in(
    *,
    topic_id: int | None = None,
    tag_id: int | None = None,
    state: str = "all",
    cursor: str | None = None,
    size: int = SIZE,
) -> Page[Line]:
    """One page of the visible threads; Invalid for a cursor we did not make."""
    place = position(cursor, str, int)
    rows = _lines(topic_id is not None, tag_id is not None, state, place is not None)
    asked: dict[str, Any] = {"topic": topic_id, "tag": tag_id, "most": size + 1}
    if place:
        asked |= {"active_at": moment(place[0]), "id": place[1]}
    found = [Line(*row) for row in db.execute(rows, asked)]
    return page_of(found, size, lambda line: (line.active_at.isoformat(), line.id))


def solved_lately(most: int) -> list[Solved]:
    return [Solved(*row) for row in db.execute(_solved(), {"most": most})]


@cache
def _solved() -> Select[*Columns]:
    columns: Columns = (Thread.id, Thread.slug, Thread.title, Thread.asked_at, Thread.solved_at)
    rows: Select[*Columns] = select(*columns, Topic.name, Answer.is_official)
    rows = rows.select_from(Thread).join(Topic).join(Answer, Answer.id == Thread.solution_id)
    rows = rows.where(Thread.state == "visible", Thread.solved_at.is_not(None))
    return rows.order_by(Thread.solved_at.desc()).limit(bindparam("most"))


@cache
def _lines(in_topic: bool, with_tag: bool, state: str, goes_on: bool) -> Select[*Columns]:
    """Built once: putting it together costs more than running it."""
    rows = select(*_columns()).join(Topic).where(Thread.state == "visible", *_IN_STATE[state])
    if in_topic:
        rows = rows.where(Thread.topic_id == bindparam("topic"))
    if with_tag:
        rows = rows.join(ThreadTag).where(ThreadTag.tag_id == bindparam("tag"))
    if goes_on:
        last = tuple_(bindparam("active_at", type_=Thread.active_at.type), bindparam("id"))
        rows = rows.where(tuple_(Thread.active_at, Thread.id) < last)
    return rows.order_by(Thread.active_at.desc(), Thread.id.desc()).limit(bindparam("most"))


_IN_STATE: dict[str, tuple[Any, ...]] = {
    "all": (),
    "unanswered": (Thread.answer_count == 0,),
    "solved": (Thread.solution_id.is_not(None),),
}


def _columns() -> tuple[Any, ...]:
    return (
        Thread.id,
        Thread.slug,
        Thread.title,
        func.substr(Thread.html, 1, 3 * GIST),
        Thread.answer_count,
        Thread.me_too_count,
        Thread.solution_id.is_not(None),
        exists().where(Answer.thread_id == Thread.id, Answer.is_official),
        Thread.asked_at,
        Thread.active_at,
        Topic.slug,
        Topic.name,
    )
