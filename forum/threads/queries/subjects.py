"""What other rooms may ask about a thread, an answer or a comment without importing it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.subjects import SubjectKind
from forum.threads.models import Answer, Comment, Thread
from forum.threads.queries.question import SIZE, Columns


def thread_path(thread_id: int, slug: str) -> str:
    """The canonical address; url_for costs twenty times as much, and lists have many."""
    return f"/threads/{thread_id}-{slug}"


def answer_path(thread_id: int, slug: str, *, answer_id: int, number: int, is_long: bool) -> str:
    """Where the answer stands in order of writing; short threads have one page."""
    page = f"?page={-(-number // SIZE)}" if is_long else ""
    return f"{thread_path(thread_id, slug)}{page}#answer-{answer_id}"


def _threads() -> Select[*Columns]:
    columns = (Thread.id, Thread.author_id, Thread.state, Thread.title, Thread.slug)
    return select(*columns, Thread.id.label("thread_id"))


def _answers() -> Select[*Columns]:
    columns = (Answer.id, Answer.author_id, Answer.state, Answer.number, Answer.thread_id)
    thread = (Thread.title, Thread.slug, Thread.last_number, Thread.state.label("thread_state"))
    rows = select(*columns, *thread, Answer.id.label("answer_id"))
    return rows.join(Thread, Thread.id == Answer.thread_id)


def _comments() -> Select[*Columns]:
    columns = (Comment.id, Comment.author_id, Comment.state, Comment.thread_id, Comment.answer_id)
    thread = (Thread.title, Thread.slug, Thread.last_number, Thread.state.label("thread_state"))
    rows = select(*columns, *thread, Answer.number, Answer.state.label("answer_state"))
    rows = rows.join(Thread, Thread.id == Comment.thread_id)
    return rows.outerjoin(Answer, Answer.id == Comment.answer_id)


class _Kind:
    """One kind of post; the rows of one query answer every question about it."""

    def __init__(self, rows: Select[*Columns], id_: Any) -> None:
        self.rows = rows.where(id_.in_(bindparam("ids", expanding=True)))

    def visible_to(self, ids: list[int], member: Member | None) -> set[int]:
        return {row.id for row in self._found(ids) if _may_see(row, member)}

    def titles(self, ids: list[int]) -> dict[int, str]:
        return {row.id: row.title for row in self._found(ids)}

    def urls(self, ids: list[int]) -> dict[int, str]:
        return {row.id: _path(row) for row in self._found(ids)}

    def _found(self, ids: list[int]) -> Iterable[Any]:
        return db.execute(self.rows, {"ids": ids})

    def as_subject(self) -> SubjectKind:
        return SubjectKind(visible_to=self.visible_to, titles=self.titles, urls=self.urls)


def _may_see(row: Any, member: Member | None) -> bool:
    """Staff see all; an author sees the own post even when it is taken away."""
    if member is not None and member.works_here:
        return True
    around = {getattr(row, name, None) or "visible" for name in ("thread_state", "answer_state")}
    is_own = member is not None and member.id == row.author_id
    return around == {"visible"} and (row.state == "visible" or is_own)


def _path(row: Any) -> str:
    if getattr(row, "answer_id", None) is None:
        return thread_path(row.thread_id, row.slug)
    return answer_path(
        row.thread_id,
        row.slug,
        answer_id=row.answer_id,
        number=row.number,
        is_long=row.last_number > SIZE,
    )


SUBJECTS = {
    "thread": _Kind(_threads(), Thread.id).as_subject(),
    "answer": _Kind(_answers(), Answer.id).as_subject(),
    "comment": _Kind(_comments(), Comment.id).as_subject(),
}
