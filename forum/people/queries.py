"""What a person has going here: their questions, their answers, and what they follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, tuple_, union_all

from forum.accounts.models import Member
from forum.accounts.policy import people_to_name
from forum.follows.models import Follow
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.house import house
from forum.kernel.paging import Page, moment, page_of, position
from forum.people.models import FindablePerson
from forum.threads.models import Answer, Thread
from forum.threads.queries.offering import MOST_OFFERED, taking_part
from forum.threads.queries.question import SIZE as ANSWERS_A_PAGE
from forum.threads.queries.subjects import answer_path, thread_path

SIZE = 20


def is_found(member_id: int) -> bool:
    """Whether they want the search to find them."""
    return db.get(FindablePerson, member_id) is not None


def everything_about(member_id: int) -> dict[str, Any]:
    """All that is kept about them, a list of rows for each kind of thing."""
    tables = sorted(house().personal.items())
    return {"exported_at": now(), "rows": {name: list(rows(member_id)) for name, rows in tables}}


@dataclass(frozen=True, slots=True)
class Line:
    """One question as it stands in a list of one's own; `at` is what the list is ordered by."""

    id: int
    title: str
    url: str
    at: datetime
    state: str
    answer_count: int
    thanks_count: int
    is_solved: bool
    is_solution: bool


def my_questions(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """One's own, also those that are held back or hidden; the newest first."""
    rows = _threads(Thread.asked_at)
    rows = rows.where(Thread.author_id == member_id, Thread.state != "deleted")
    return _page(rows, Thread.asked_at, Thread.id, cursor, size)


def my_answers(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    answer = (Answer.id, Answer.number, Answer.state, Answer.thanks_count)
    thread = (Answer.thread_id, Thread.solution_id, *_TITLE)
    rows = select(*answer, *thread, Answer.written_at.label("at"))
    rows = rows.join(Thread, Thread.id == Answer.thread_id)
    rows = rows.where(Answer.author_id == member_id, Answer.state != "deleted")
    rows = rows.where(Thread.state == "visible")
    return _page(rows, Answer.written_at, Answer.id, cursor, size)


def my_follows(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Line]:
    """Only what can still be seen by everybody."""
    rows = _threads(Follow.since).join(Follow, Follow.subject_id == Thread.id)
    rows = rows.where(Follow.member_id == member_id, Thread.state == "visible")
    return _page(rows, Follow.since, Thread.id, cursor, size)


def people_to_offer(start: str, *, thread_id: int, to: Member) -> list[tuple[str, bool]]:
    """Names with a word that begins so, and whether they take part in that question.

    Others are offered from two letters on, and only when they want to be found.
    """
    near = taking_part(thread_id).cte()
    is_near = Member.id.in_(select(near))
    wanted = [select(near), *([select(FindablePerson.member_id)] if len(start) > 1 else [])]
    rows = select(Member.name, is_near).where(Member.id.in_(union_all(*wanted)))
    rows = rows.where(people_to_name(), Member.id != to.id, _has_word(start))
    rows = rows.order_by(is_near.desc(), Member.name_key).limit(MOST_OFFERED)
    return [(name, bool(takes_part)) for name, takes_part in db.execute(rows)]


def _has_word(start: str) -> ColumnElement[bool]:
    first = Member.name_key.startswith(start, autoescape=True)
    return or_(first, Member.name_key.contains(f" {start}", autoescape=True))


_TITLE = (Thread.slug, Thread.title, Thread.last_number, Thread.answer_count)


def _threads(ordered_by: Any) -> Any:
    columns = (Thread.id, Thread.id.label("thread_id"), Thread.state, Thread.solution_id, *_TITLE)
    return select(*columns, ordered_by.label("at"))


def _page(rows: Any, at: Any, id_: Any, cursor: str | None, size: int) -> Page[Line]:
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(at, id_) < (moment(place[0]), place[1]))
    found = db.execute(rows.order_by(at.desc(), id_.desc()).limit(size + 1))
    return page_of([_line(row) for row in found], size, lambda line: (line.at.isoformat(), line.id))


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        title=row.title,
        url=_url(row),
        at=row.at,
        state=row.state,
        answer_count=row.answer_count,
        thanks_count=getattr(row, "thanks_count", 0),
        is_solved=row.solution_id is not None,
        is_solution=row.solution_id == row.id,
    )


def _url(row: Any) -> str:
    if row.id == row.thread_id:
        return thread_path(row.thread_id, row.slug)
    is_long = row.last_number > ANSWERS_A_PAGE
    return answer_path(
        row.thread_id, row.slug, answer_id=row.id, number=row.number, is_long=is_long
    )
