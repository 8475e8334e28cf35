"""Lists paged by key: the cursor holds where the last page ended, never a number of rows."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from forum.kernel.errors import Invalid

T = TypeVar("T")
MOST = 100
LARGEST = 2**63 - 1
BROKEN = "This link to the next page is broken. Start again from the first page."


@dataclass(frozen=True)
class Page(Generic[T]):
    """The items of one page and the cursor of the next, None at the end."""

    items: Sequence[T]
    next: str | None


def page_of(rows: Sequence[T], size: int, key: Callable[[T], Sequence[Any]]) -> Page[T]:
    """A page from `size + 1` rows; the extra one only tells that there is more."""
    shown = rows[:size]
    more = len(rows) > size
    return Page(shown, cursor(key(shown[-1])) if more else None)


def cursor(values: Sequence[Any]) -> str:
    text = json.dumps([str(v) if not isinstance(v, int | float | str) else v for v in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def position(text: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The values of a cursor, None without one. Raises Invalid for anything we did not make."""
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, UnicodeError, RecursionError) as error:
        raise Invalid(BROKEN) from error
    right = isinstance(values, list) and len(values) == len(kinds)
    if not right or not all(_is_ours(v, k) for v, k in zip(values, kinds, strict=True)):
        raise Invalid(BROKEN)
    return tuple(values)


def moment(text: str) -> datetime:
    """A moment of a cursor, in UTC. Raises Invalid for anything we did not write."""
    try:
        read = datetime.fromisoformat(text)
        if read.tzinfo is not None:
            return read.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(BROKEN) from error
    raise Invalid(BROKEN)


def _is_ours(value: Any, kind: type) -> bool:
    """Of the right kind, and no number that a database cannot hold."""
    return type(value) is kind and not (isinstance(value, int) and abs(value) > LARGEST)
