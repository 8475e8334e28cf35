"""What an archive of another forum holds, in words that fit any forum.

A reader gives `Archive` first and `LeftOut` last. Whatever a record names by key (its author, its
question, its tags) has come before it. `where` is the place in the archive, for a person to read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from forum.kernel import errors

Markup = Literal["html", "markdown"]
ReplyKind = Literal["answer", "comment", "note"]
VoteKind = Literal["up", "down", "like", "favourite"]


class ArchiveUnreadable(errors.Invalid):
    """The folder is no archive that can be read, or one that must not be; nothing was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The forum itself; `key` stays the same whichever folder the archive lies in."""

    source: Literal["stackexchange", "discourse"]
    key: str
    posts: int
    """About how many questions and replies are in the files, for a progress bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Names are not unique; a person who left is kept as a name, and that name may be empty."""

    where: str
    key: str
    name: str
    full_name: str = ""
    joined_at: datetime | None = None
    last_seen_at: datetime | None = None
    trust_level: int | None = None
    is_deleted: bool = False
    is_system: bool = False
    old_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A topic area; an archive may know no more than its number."""

    where: str
    key: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    where: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagText:
    """What people wrote about a tag: one line of summary, or a guide; either may be empty."""

    where: str
    tag: str
    kind: Literal["summary", "guide"]
    body: str
    markup: Markup
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The body is as the archive has it, unsafe until the text room has cleaned it."""

    where: str
    key: str
    title: str
    body: str
    markup: Markup
    author_key: str
    written_at: datetime
    edited_at: datetime | None = None
    category_key: str | None = None
    tags: tuple[str, ...] = ()
    views: int = 0
    is_closed: bool = False
    closed_at: datetime | None = None
    is_hidden: bool = False
    old_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`parent_key` names the answer or question a comment is about; other replies have none.

    `number` is the place in the thread where the archive numbers its posts, with gaps.
    A note may have no body: then `deed` says what was done, as in "closed.enabled".
    """

    where: str
    key: str
    question_key: str
    kind: ReplyKind
    parent_key: str | None = None
    body: str
    markup: Markup
    author_key: str
    written_at: datetime
    edited_at: datetime | None = None
    number: int | None = None
    deed: str | None = None
    is_hidden: bool = False
    old_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """`at` is a bare day (midnight, so perhaps before the answer was written) or not known."""

    where: str
    question_key: str
    answer_key: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote, or `count` of them that nobody signed; `at` as in `Accepted`."""

    where: str
    key: str
    post_key: str
    kind: VoteKind
    count: int = 1
    voter_key: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One thing that could not be read or has lost what it belongs to."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What the reader passes over on purpose, counted."""

    what: str
    count: int
    why: str


Record = (
    Archive | Person | Category | Tag | TagText | Question | Reply
    | Accepted | Vote | Refused | LeftOut
)  # fmt: skip
Records = Iterator[Record]
