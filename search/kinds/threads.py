"""A question with its best answers as one document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from forum.kernel.db import db
from forum.kernel.text import excerpt
from forum.threads.models import Answer, Thread, ThreadTag
from forum.threads.queries import thread_path
from forum.topics.models import Tag, Topic
from search.documents import EVERYONE, STAFF, Document, Kind, Line

MOST_ANSWERS = 20
"""So many answers of a thread can be found; a longer thread gives its best ones."""
LONGEST = 4_000
"""So many letters of each post."""
GIST = 160


def documents(ids: Sequence[int]) -> list[Document]:
    answers, tags = _answers(ids), _tags(ids)
    return [_document(row, answers[row.id], tags[row.id]) for row in _threads(ids)]


def lines(ids: Sequence[int]) -> dict[int, Line]:
    return {row.id: _line(row) for row in db.execute(_lines(), {"ids": ids})}


def _document(row: Any, answers: list[Any], tags: list[str]) -> Document:
    best = _best(answers, row.solution_id)
    texts = [row.html, *(f"{answer.in_short or ''} {answer.html}" for answer in best)]
    return Document(
        kind="thread",
        id=row.id,
        title=row.title,
        text="\n".join(excerpt(html, LONGEST) for html in texts),
        visibility=EVERYONE if row.state == "visible" else STAFF,
        topic=row.topic_slug,
        tags=tuple(sorted(tags)),
        is_solved=row.solution_id is not None,
        is_official=any(answer.is_official for answer in answers),
        made_at=row.asked_at,
    )


def _best(answers: list[Any], solution_id: int | None) -> list[Any]:
    """The solution, what the council said, what staff confirmed, and what helped most."""

    def worth(answer: Any) -> tuple[Any, ...]:
        marks = (answer.id == solution_id, answer.is_official, answer.confirmed_at is not None)
        return (*marks, answer.helpful, -answer.number)

    best = sorted(answers, key=worth, reverse=True)[:MOST_ANSWERS]
    return sorted(best, key=lambda answer: answer.number)


def _threads(ids: Sequence[int]) -> Iterable[Any]:
    columns = (Thread.id, Thread.title, Thread.html, Thread.state, Thread.asked_at)
    rows = select(*columns, Thread.solution_id, Topic.slug.label("topic_slug")).join(Topic)
    return db.execute(rows.where(Thread.id.in_(ids), _is_here))


def _answers(ids: Sequence[int]) -> dict[int, list[Any]]:
    columns = (Answer.id, Answer.thread_id, Answer.number, Answer.html, Answer.in_short)
    rows = select(*columns, Answer.is_official, Answer.confirmed_at, Answer.helpful)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.execute(rows.where(Answer.thread_id.in_(ids), Answer.state == "visible")):
        found[row.thread_id].append(row)
    return found


def _tags(ids: Sequence[int]) -> dict[int, list[str]]:
    rows = select(ThreadTag.thread_id, Tag.name).join(Tag).where(ThreadTag.thread_id.in_(ids))
    found: dict[int, list[str]] = defaultdict(list)
    for thread_id, name in db.execute(rows):
        found[thread_id].append(name)
    return found


@cache
def _lines() -> Any:
    """Made once: to put it together takes as long as to answer it."""
    solution = aliased(Answer)
    shown = (solution.id == Thread.solution_id) & (solution.state == "visible")
    columns = (Thread.id, Thread.slug, Thread.title, Thread.answer_count, Thread.solution_id)
    starts = [func.substr(html, 1, 3 * GIST) for html in (Thread.html, solution.html)]
    rows = select(*columns, starts[0].label("start"), starts[1].label("solved_by"))
    rows = rows.add_columns(
        solution.in_short, Thread.active_at, Topic.name.label("place"), _is_official
    )
    rows = rows.join(Topic).outerjoin(solution, shown)
    return rows.where(Thread.id.in_(bindparam("ids", expanding=True)))


def _line(row: Any) -> Line:
    return Line(
        kind="thread",
        id=row.id,
        title=row.title,
        url=thread_path(row.id, row.slug),
        excerpt=excerpt(row.start, GIST),
        answer=row.in_short or excerpt(row.solved_by or "", GIST),
        place=row.place,
        answers=row.answer_count,
        is_solved=row.solution_id is not None,
        is_official=row.is_official,
        at=row.active_at,
    )


_is_here = Thread.state != "deleted"
_says_official = exists().where(
    Answer.thread_id == Thread.id, Answer.is_official, Answer.state == "visible"
)
_is_official = _says_official.label("is_official")


def _in_topic(slug: str) -> Any:
    return Thread.topic_id.in_(select(Topic.id).where(Topic.slug == slug))


def _with_tag(name: str) -> Any:
    tagged = select(ThreadTag.thread_id).join(Tag).where(Tag.name == name)
    return Thread.id.in_(tagged)


def _solved(wanted: str) -> Any:
    return Thread.solution_id.is_not(None) if wanted == "yes" else Thread.solution_id.is_(None)


def _official(wanted: str) -> Any:
    return _says_official if wanted == "yes" else ~_says_official


THREADS = Kind(
    label="Questions",
    documents=documents,
    lines=lines,
    id=Thread.id,
    title=Thread.title,
    body=Thread.body,
    is_here=_is_here,
    is_public=Thread.state == "visible",
    made_at=Thread.asked_at,
    narrowed={
        "topic": _in_topic,
        "tag": _with_tag,
        "solved": _solved,
        "official": _official,
    },
)
