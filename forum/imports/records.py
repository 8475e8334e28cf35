"""What an archive of another forum holds, in words that fit any forum.

A reader gives `Archive` first and `LeftOut` last. Whatever a record names by key (its author, its
question, its tags) has come before it. `where` is the place in the archive, for a person to read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from forum.ideas.states import Stage
from forum.kernel import errors

Markup = Literal["html", "markdown"]
ReplyKind = Literal["answer", "comment", "note"]
VoteKind = Literal["up", "down", "like", "favourite"]
Source = Literal["stackexchange", "discourse", "petitions", "decidim", "ideas-csv", "threads-csv"]


class ArchiveUnreadable(errors.Invalid):
    """The folder is no archive that can be read, or one that must not be; nothing was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The forum itself; `key` stays the same whichever folder the archive lies in."""

    source: Source
    key: str
    posts: int
    """About how many posts are in the files, for a progress bar."""


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
    """A topic area; an archive may know no more than its number.

    With `joins` a topic that has this name here already is the one that is meant.
    """

    where: str
    key: str
    name: str | None = None
    joins: bool = False


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
class Decision:
    """Where an idea ended up; `at` is the best day the archive knows.

    `reason` is a code of forum/ideas/states.py; a good step forward has neither it nor a `text`.
    """

    stage: Stage
    at: datetime
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An idea, with so many `supports` that nobody signed; it shows since `published_at`.

    Nobody earns anything by a proposal that `is_collective`: of a meeting, or of the council.
    """

    where: str
    key: str
    title: str
    body: str
    markup: Markup
    author_key: str
    written_at: datetime
    published_at: datetime
    category_key: str | None = None
    supports: int = 0
    decision: Decision | None = None
    is_collective: bool = False
    is_hidden: bool = False
    old_address: str | None = None

    @property
    def decided_at(self) -> datetime | None:
        return self.decision.at if self.decision else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment on an idea; its parent may be lost, then it stands by itself.

    `stance` is 1 for the idea, -1 against it, 0 neither.
    """

    where: str
    key: str
    proposal_key: str
    parent_key: str | None = None
    body: str
    markup: Markup
    author_key: str
    written_at: datetime
    stance: int | None = None
    likes: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a council officially replied to an idea; a department says it, nobody in person."""

    where: str
    key: str
    proposal_key: str
    summary: str
    body: str
    markup: Markup
    department: str
    written_at: datetime


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
    | Accepted | Vote | Proposal | Remark | Statement | Refused | LeftOut
)  # fmt: skip
Records = Iterator[Record]
