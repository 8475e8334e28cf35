"""Gives a Discourse archive topic by topic, so that never more than one is in memory."""

from contextlib import suppress
from pathlib import Path

from forum.imports.discourse.content import records_of
from forum.imports.discourse.files import Leaf, by_topic, find
from forum.imports.discourse.topics import Topic, gather, head, solution
from forum.imports.records import (
    Archive,
    ArchiveUnreadable,
    Category,
    Person,
    Record,
    Records,
    Refused,
    Tag,
)
from forum.imports.values import Unreadable


def read(folder: Path) -> Records:
    """Everything in the archive by topic number; ArchiveUnreadable when it holds no topic."""
    leaves, refused = find(folder)
    if not leaves:
        first = f" {refused[0].where}: {refused[0].why}" if refused else ""
        raise ArchiveUnreadable(f"There is no topic in this folder that can be read.{first}")
    return _records(folder, leaves, refused)


def _records(folder: Path, leaves: list[Leaf], refused: list[Refused]) -> Records:
    yield _archive(folder, leaves)
    yield from refused
    met: set[str] = set()
    for number, paths in by_topic(leaves):
        for record in _of_topic(gather(number, paths, folder=folder)):
            if _is_new(record, met):
                yield record


def _archive(folder: Path, leaves: list[Leaf]) -> Archive:
    """Known by the moment its oldest topic began."""
    key = folder.resolve().name
    number, paths = next(by_topic(leaves))
    oldest = gather(number, paths, folder=folder)
    with suppress(KeyError):
        key = oldest.posts[min(oldest.posts, default=0)].written_at.isoformat()
    return Archive(source="discourse", key=key, posts=sum(leaf.posts for leaf in leaves))


def _of_topic(topic: Topic) -> Records:
    try:
        yield from records_of(topic, head(topic), solution=solution(topic))
    except Unreadable as problem:
        for post in topic.posts.values():
            yield Refused(where=post.where, why=str(problem))
    yield from topic.refused


def _is_new(record: Record, met: set[str]) -> bool:
    """People, tags and categories are named by many topics and given once."""
    if not isinstance(record, Person | Category | Tag):
        return True

    key = f"tag:{record.name}" if isinstance(record, Tag) else record.key
    known = key in met
    met.add(key)
    return not known
