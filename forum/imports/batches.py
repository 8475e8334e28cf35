"""Cuts an archive into batches, each written in one transaction of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from forum.imports.records import Proposal, Question, Record, Remark, Reply, Statement

POSTS = 500
RECORDS = 2_500
CHARACTERS = 2_000_000

R = TypeVar("R")
Post = Question | Reply | Proposal | Remark | Statement
"""Whatever has a text that must be cleaned."""


@dataclass(slots=True)
class Batch:
    """Some records in the order of the archive, and the safe HTML of the new posts among them.

    `faults` says of a post by its key why its text cannot be shown.
    """

    records: list[Record]
    here: set[str] = field(default_factory=set)
    """The keys of posts that an earlier run brought."""
    html: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def of(self, kind: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, kind)]

    @property
    def posts(self) -> list[Post]:
        return [record for record in self.records if isinstance(record, Post)]

    @property
    def unread(self) -> list[Post]:
        """The posts whose text has to be cleaned."""
        return [post for post in self.posts if post.key not in self.here]


def cut(records: Iterable[Record], *, posts: int = POSTS) -> Iterator[Batch]:
    """Batches of so many posts, or fewer when there is much text or much else between them."""
    taken: list[Record] = []
    written = characters = 0
    for record in records:
        taken.append(record)
        if isinstance(record, Post):
            written += 1
            characters += len(record.body)
        if written >= posts or characters >= CHARACTERS or len(taken) >= RECORDS:
            yield Batch(taken)
            taken, written, characters = [], 0, 0
    if taken:
        yield Batch(taken)
