"""Asking for what is like a text somebody writes, without knowing who can find it.

The package that can find things puts one finder for each kind into its SIMILAR table. Where
none is installed there is nothing similar, and every page works without.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import current_app


@dataclass(frozen=True)
class Similar:
    """Something that may answer already. `mark` is a word like `solved`, or empty.

    `shared` says from 0 to 1 how much of the asked title's words its own title has, rare ones
    counting more: whoever interrupts somebody asks for enough of it.
    """

    kind: str
    id: int
    title: str
    url: str
    excerpt: str
    mark: str
    score: float
    shared: float = 0.0


class Finder(Protocol):
    """Best first; only what the reader may see. `before` leaves out what was made later."""

    def __call__(
        self, *, title: str, body: str, reader: Any, before: datetime | None, most: int
    ) -> Sequence[Similar]: ...


def similar_to(
    kind: str,
    *,
    title: str,
    body: str = "",
    reader: Any = None,
    before: datetime | None = None,
    most: int = 5,
) -> Sequence[Similar]:
    """The things of a kind (`thread`, `idea`) that are most like the text; often none."""
    finder: Finder | None = current_app.extensions["house"].similar.get(kind)
    if finder is None or not title.strip():
        return []
    return finder(title=title, body=body, reader=reader, before=before, most=most)
