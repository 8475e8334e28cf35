"""Reads a table of questions and answers, one on each row; docs/operators.md names the columns."""

import re
from collections.abc import Iterator
from pathlib import Path

from forum.imports.entries import Entry, each
from forum.imports.records import (
    Accepted,
    Archive,
    Question,
    Record,
    Records,
    Reply,
    Tag,
    Vote,
    VoteKind,
)
from forum.imports.sheets import Sheet, open_sheet
from forum.imports.tables.cells import author_of, old_address, topic_of, yes
from forum.imports.values import (
    Fields,
    Unreadable,
    counted,
    line,
    moment,
    optional_text,
    optional_whole,
    text,
)

NEEDED = ("id", "question", "title", "body", "written_at")
COLUMNS = (*NEEDED, "author", "topic", "tags", "views", "votes", "solution", "old_address")


def read(path: Path) -> Records:
    """Everything in the table; ArchiveUnreadable when a column is missing."""
    return _records(open_sheet(path, needed=NEEDED))


def _records(sheet: Sheet) -> Records:
    yield Archive(source="threads-csv", key=sheet.name, posts=sheet.rows)
    yield from each(sheet.entries(), _post)
    yield from sheet.unread(COLUMNS)


def _post(entry: Entry) -> Iterator[Record]:
    """A row that names a question is an answer to it."""
    yield author_of(entry)
    yield from _answered(entry) if "question" in entry.fields else _asked(entry)
    yield from _votes(entry)


def _asked(entry: Entry) -> Iterator[Record]:
    fields, topic = entry.fields, topic_of(entry)
    if yes(fields, "solution"):
        raise Unreadable("Only an answer can be the solution.")
    tags = _tags(fields)
    yield from [topic] if topic else []
    yield from (Tag(where=entry.where, name=tag) for tag in tags)
    yield Question(
        where=entry.where,
        key=_key(entry),
        title=line(fields, "title"),
        body=text(fields, "body"),
        markup="markdown",
        author_key=author_of(entry).key,
        written_at=moment(fields, "written_at"),
        category_key=topic.key if topic else None,
        tags=tags,
        views=counted(fields, "views"),
        old_address=old_address(fields),
    )


def _tags(fields: Fields) -> tuple[str, ...]:
    named = re.split(r"[\s,;]+", optional_text(fields, "tags"))
    return tuple(dict.fromkeys(tag for tag in named if tag))


def _answered(entry: Entry) -> Iterator[Record]:
    fields, key = entry.fields, _key(entry)
    question = f"post:{line(fields, 'question')}"
    is_solution = yes(fields, "solution")
    yield Reply(
        where=entry.where,
        key=key,
        question_key=question,
        kind="answer",
        body=text(fields, "body"),
        markup="markdown",
        author_key=author_of(entry).key,
        written_at=moment(fields, "written_at"),
        old_address=old_address(fields) or None,
    )
    if is_solution:
        yield Accepted(where=entry.where, question_key=question, answer_key=key, at=None)


def _votes(entry: Entry) -> Iterator[Record]:
    """What was left when some voted for it and some against it."""
    votes, key = optional_whole(entry.fields, "votes"), _key(entry)
    if votes:
        kind: VoteKind = "up" if votes > 0 else "down"
        number = f"votes:{key}"
        yield Vote(where=entry.where, key=number, post_key=key, kind=kind, count=abs(votes))


def _key(entry: Entry) -> str:
    return f"post:{line(entry.fields, 'id')}"
