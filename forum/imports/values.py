"""Numbers, moments and texts of an archive, checked before anyone relies on them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from forum.kernel.text.source import UNSTORABLE

Fields = Mapping[str, object]

LARGEST = 2**31 - 1  # what an INTEGER column of PostgreSQL holds
LARGEST_FILE = 64 * 1024 * 1024
_WHOLE = re.compile(r"-?[0-9]{1,10}")


class Unreadable(Exception):
    """One thing in an archive cannot be used; the sentence says why."""


def whole(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise Unreadable(f"“{name}” is not a whole number that can be used.")
    return value


def optional_whole(fields: Fields, name: str) -> int | None:
    return whole(fields, name) if fields.get(name) is not None else None


def text(fields: Fields, name: str) -> str:
    """The text, writable, with one kind of line end."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise Unreadable(f"“{name}” is not a text.")
    return writable(value.replace("\r\n", "\n").replace("\r", "\n"))


def writable(value: str) -> str:
    """The text with a mark in place of each character that no database or terminal should get."""
    return UNSTORABLE.sub("\ufffd", value)


def optional_text(fields: Fields, name: str) -> str:
    return text(fields, name) if fields.get(name) is not None else ""


def line(fields: Fields, name: str) -> str:
    """A text on one line that is not empty, such as a title."""
    if words := optional_text(fields, name).split():
        return " ".join(words)
    raise Unreadable(f"“{name}” is empty.")


def moment(fields: Fields, name: str) -> datetime:
    """A moment in UTC; one without a zone is taken as UTC."""
    try:
        read = datetime.fromisoformat(text(fields, name))
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise Unreadable(f"“{name}” is not a date and time.") from wrong


def optional_moment(fields: Fields, name: str) -> datetime | None:
    return moment(fields, name) if fields.get(name) is not None else None


def claim(fields: Fields, name: str) -> bool:
    """Yes or no; what is not said is a no."""
    value = fields.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Unreadable(f"“{name}” is neither yes nor no.")


def counted(fields: Fields, name: str) -> int:
    """How many; what is not said is none."""
    number = optional_whole(fields, name) or 0
    if number < 0:
        raise Unreadable(f"“{name}” is less than nothing.")
    return number


def short(words: str, *, most: int = 200) -> str:
    """On one line, and no longer than that."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"
