"""Counters of a thread and its answers: changed where they stand, never read and written back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from forum.kernel.db import SILENT, db
from forum.threads.models import Answer, Thread


def touch(thread_id: int) -> None:
    """Something about the page has changed; pages kept elsewhere are out of date."""
    _set(Thread, thread_id, version=Thread.version + 1)


def lead_to_article(thread_ids: Sequence[int], article_id: int, *, is_shown: bool) -> None:
    """These questions show the way to an article that was made from them, or do so no more."""
    rows = update(Thread).where(Thread.id.in_(thread_ids))
    rows = rows if is_shown else rows.where(Thread.article_id == article_id)
    now_known = {"version": Thread.version + 1, "article_id": article_id if is_shown else None}
    db.execute(rows.values(**now_known), execution_options=SILENT)


def change_thread(thread: Thread, **columns: Any) -> None:
    """One atomic UPDATE, then the thread as it is now; its version grows with it."""
    _set(Thread, thread.id, version=Thread.version + 1, **columns)
    db.refresh(thread)


def change_answer(answer: Answer, **columns: Any) -> None:
    """One atomic UPDATE, then the answer as it is now; the thread's version grows too."""
    touch(answer.thread_id)
    _set(Answer, answer.id, **columns)
    db.refresh(answer)


def _set(model: type[Thread] | type[Answer], id_: int, **columns: Any) -> None:
    db.execute(update(model).where(model.id == id_).values(**columns), execution_options=SILENT)
