"""Answers somebody has to look at again, and words of the office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from forum.threads.briefs import today
from forum.threads.models import Answer, Thread
from forum.threads.queries import answer_path
from forum.threads.queries.question import SIZE
from forum.topics.models import Topic
from moderation.macros.models import PlainWord

MOST = 100
MOST_WORDS = 2_000
NO_ANSWER = "We cannot find this answer."


@dataclass(frozen=True)
class Due:
    """An official answer whose day is past."""

    answer_id: int
    title: str
    path: str
    service: str
    in_short: str
    checked_on: date
    true_until: date


def due_again(service_id: int | None = None) -> list[Due]:
    """The longest past first; of one service, or of all."""
    columns = (Answer.id, Answer.number, Thread.id.label("thread_id"), Thread.slug, Thread.title)
    rows = select(*columns, Thread.last_number, Service.name.label("service"))
    rows = rows.add_columns(Answer.in_short, Answer.checked_on, Answer.true_until)
    rows = rows.join(Thread, Thread.id == Answer.thread_id).join(Topic, Topic.id == Thread.topic_id)
    rows = rows.join(Service, Service.id == Topic.service_id)
    rows = rows.where(Answer.true_until < today(), Answer.state == "visible", Answer.is_official)
    rows = rows.where(Thread.state == "visible")
    if service_id is not None:
        rows = rows.where(Topic.service_id == service_id)
    rows = rows.order_by(Answer.true_until, Answer.id).limit(MOST)
    return [_due(row) for row in db.execute(rows)]


def dated_answer(answer_id: int) -> Answer:
    """One with a day, locked. Raises Missing."""
    rows = select(Answer).where(Answer.id == min(answer_id, LARGEST), Answer.is_official)
    rows = rows.where(Answer.state == "visible", Answer.in_short.is_not(None))
    locked = rows.with_for_update().execution_options(populate_existing=True)
    if answer := db.scalar(locked):
        return answer
    raise Missing(NO_ANSWER)


def office_words() -> dict[str, str]:
    """Each word of the office with the plain one."""
    rows = select(PlainWord.word, PlainWord.plain).where(~PlainWord.is_retired)
    return {row.word: row.plain for row in db.execute(rows.limit(MOST_WORDS))}


def _due(row: Row[*tuple[Any, ...]]) -> Due:
    is_long = row.last_number > SIZE
    place = {"answer_id": row.id, "number": row.number, "is_long": is_long}
    path = answer_path(row.thread_id, row.slug, **place)
    said = (row.in_short or "", row.checked_on, row.true_until)
    return Due(row.id, row.title, path, row.service, *said)
