"""The only way to a thread, an answer or a comment: each asks whether this reader may see it."""

from typing import Any, TypeVar

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import Model, db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.threads import policy
from forum.threads.models import Answer, Comment, Thread

M = TypeVar("M", bound=Model)


def visible_thread(thread_id: int, *, to: Member | None, lock: bool = False) -> Thread:
    """Raises Missing. `lock` keeps the row from changing until the transaction ends."""
    thread = _one(Thread, thread_id, lock=lock)
    if thread is None or not policy.may_see(to, thread):
        raise Missing("We cannot find this question. It may have been removed.")
    return thread


def visible_answer(answer_id: int, *, to: Member | None, lock: bool = False) -> Answer:
    """Its thread is loaded, and locked, before it: everybody locks in that order."""
    thread_id = db.scalar(select(Answer.thread_id).where(Answer.id == min(answer_id, LARGEST)))
    if thread_id is not None:
        visible_thread(thread_id, to=to, lock=lock)
    answer = _one(Answer, answer_id, lock=lock)
    if answer is None or not policy.may_see(to, answer):
        raise Missing("We cannot find this answer. It may have been removed.")
    return answer


def visible_comment(comment_id: int, *, to: Member | None, lock: bool = False) -> Comment:
    """What it was said about comes first: an answer, or in imported threads the question."""
    place = select(Comment.thread_id, Comment.answer_id)
    place = place.where(Comment.id == min(comment_id, LARGEST))
    if about := db.execute(place).one_or_none():
        visible_thread(about.thread_id, to=to, lock=lock)
    if about and about.answer_id:
        visible_answer(about.answer_id, to=to, lock=lock)
    comment = _one(Comment, comment_id, lock=lock)
    if comment is None or not policy.may_see(to, comment):
        raise Missing("We cannot find this comment. It may have been removed.")
    return comment


def answer_of(thread: Thread, answer_id: int, *, to: Member | None) -> Answer:
    """An answer of this very thread."""
    answer = visible_answer(answer_id, to=to)
    if answer.thread_id != thread.id:
        raise Missing("This is an answer to another question.")
    return answer


def _one(model: type[M], id_: int, *, lock: bool) -> M | None:
    """A locked row is read again, because it may have changed while we waited for it."""
    # An id greater than a database can hold is no fault of ours: there is no such row.
    one: Any = select(model).where(model.__table__.c.id == min(id_, LARGEST))
    if lock:
        one = one.with_for_update(key_share=True).execution_options(populate_existing=True)
    found: M | None = db.scalar(one)
    return found
