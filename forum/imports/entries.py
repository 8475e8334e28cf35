"""The lines or rows of a file, each read by itself: what is wrong with one harms no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from forum.imports.records import (
    Category,
    Person,
    Proposal,
    Question,
    Record,
    Records,
    Refused,
    Remark,
    Reply,
    Tag,
)
from forum.imports.values import Fields, Unreadable

TWICE = "This id is used twice; only the first was read."


@dataclass(frozen=True, slots=True)
class Entry:
    """`where` is the file and the line, for a person to read."""

    where: str
    fields: Fields


def each(entries: Iterable[Entry | Refused], read: Callable[[Entry], Iterable[Record]]) -> Records:
    """What `read` gives for each; people, topics and tags once, however often they are named."""
    met: set[str] = set()
    for entry in entries:
        if isinstance(entry, Refused):
            yield entry
            continue
        try:
            found = list(read(entry))
            _expect_new_posts(found, met)
        except Unreadable as problem:
            yield Refused(where=entry.where, why=str(problem))
            continue
        yield from (record for record in found if _is_new(record, met))


def _expect_new_posts(found: list[Record], met: set[str]) -> None:
    keys = {one.key for one in found if isinstance(one, Question | Reply | Proposal | Remark)}
    if keys & met:
        raise Unreadable(TWICE)
    met |= keys


def _is_new(record: Record, met: set[str]) -> bool:
    if not isinstance(record, Person | Category | Tag):
        return True

    kind = type(record).__name__
    key = f"{kind} {record.name if isinstance(record, Tag) else record.key}"
    known = key in met
    met.add(key)
    return not known
