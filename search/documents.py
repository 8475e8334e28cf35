"""What can be found: a document for the index, and the line that a list of results shows of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

EVERYONE = "everyone"
STAFF = "staff"
Key = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One result: a question with its best answers is one, not many.

    `visibility` says who may find it: EVERYONE or STAFF. `text` is plain words. What cannot be
    solved or answered officially is neither so nor not so.
    """

    kind: str
    id: int
    title: str
    text: str
    visibility: str = EVERYONE
    topic: str = ""
    tags: Sequence[str] = ()
    is_solved: bool | None = None
    is_official: bool | None = None
    made_at: datetime | None = None

    @property
    def fingerprint(self) -> int:
        """Equal for equal documents, so that an index can be compared with the database."""
        return crc32(repr(sorted(asdict(self).items())).encode("utf-8", "replace"))


@dataclass(frozen=True, kw_only=True)
class Line:
    """How a result is shown, always read from the database and never from the index."""

    kind: str
    id: int
    title: str
    url: str
    excerpt: str = ""
    answer: str = ""
    place: str = ""
    answers: int | None = None
    is_solved: bool = False
    is_official: bool = False
    at: datetime | None = None


Documents = Callable[[Sequence[int]], list[Document]]
Lines = Callable[[Sequence[int]], dict[int, Line]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a room's noun brings along to be found.

    `documents` and `lines` answer for many ids in a fixed number of statements. The rest is SQL:
    `id`, `title` and `body` are columns; `is_here` says which rows belong into the index at all and
    `is_public` which of them everybody may see. `narrowed` gives for a filter (`topic`, `tag`,
    `solved`, `official`) the condition that does it; a kind that does not know a filter has no
    results under it. `made_at`, for kinds of which similar ones are looked for, is when a row was
    written. `is_subject` asks SUBJECTS again who may see it before it is shown.
    """

    label: str
    documents: Documents
    lines: Lines
    id: Any
    title: Any
    body: Any
    is_here: Any
    is_public: Any
    made_at: Any = None
    narrowed: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    is_subject: bool = True
