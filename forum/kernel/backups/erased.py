"""The list of who was erased, kept beside the backups, so that a backup brings nobody back.

A line is a moment, a word, who it is about by kind, number and digest, and a sum; nothing in it is
personal. `begun` is written before an erasure is committed and `done` after it, so none is lost;
`undone` says that it was not done after all. The last word about somebody counts. The digest says
since when they were here: a number given out anew after a restore belongs to somebody else.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple

from flask import current_app

from forum.kernel.clock import now
from forum.kernel.errors import Refused
from forum.kernel.lasting import keep_names

LINE = re.compile(
    r"(\S+ (begun|done|undone) ([a-z]+) ([1-9]\d{0,17}) ([0-9a-f]{32})) ([0-9a-f]{8})", re.ASCII
)


class Word(StrEnum):
    BEGUN = "begun"
    DONE = "done"
    UNDONE = "undone"


class Whom(NamedTuple):
    """One of a kind, and nobody who has the same number in another life of the town."""

    kind: str
    number: int
    digest: str


class Repeated(NamedTuple):
    """How many a room has erased again after a restore, and how many have to wait for it."""

    gone: int
    waiting: int = 0


def whom(kind: str, number: int, since: datetime) -> Whom:
    """`kind` is a word of the room that erases, like `member`."""
    said = f"{number} {since.isoformat()}"
    return Whom(kind, number, hashlib.sha256(said.encode()).hexdigest()[:32])


def place() -> Path:
    """The file of the list; copy it to another machine, as you copy the backups."""
    home: Path = current_app.config["FOLKMOOT"].HOME
    return home / "backups" / "erased.txt"


def note(word: Word, *people: Whom) -> None:
    """Write it down for each of them; when this returns it lasts. Raises Refused."""
    lines = "".join(_line(word, one) for one in people).encode()
    try:
        place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(place(), os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            _add(file, lines)
    except OSError as error:
        raise Refused(f"The list of who was erased cannot be written: {error.strerror}.") from error


def last_words() -> dict[Whom, Word]:
    """What the list says of each; empty where there is none. Raises Refused when it is damaged."""
    try:
        written = place().read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Refused(f"The list of who was erased cannot be read: {error.strerror}.") from error
    whole, _, _cut_off = written.rpartition(b"\n")
    return dict(_read(whole.decode("utf-8", "replace").splitlines()))


def listed(*kinds: str) -> list[Whom]:
    """Of these kinds whoever was erased, or may have been. Raises Refused for a damaged list."""
    known = last_words().items()
    return [one for one, word in known if one.kind in kinds and word != Word.UNDONE]


def _read(lines: Iterable[str]) -> Iterable[tuple[Whom, Word]]:
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        if found is None or _sum(found[1]) != found[6]:
            raise Refused(
                f"The list of who was erased is damaged: line {number} of {place()} is not as it "
                "was written. Put your copy of the list there. If you have none, delete that line: "
                "nobody can say any more whom it meant."
            )
        yield Whom(found[3], int(found[4]), found[5]), Word(found[2])


def _add(file: IO[bytes], lines: bytes) -> None:
    """A line that a loss of power cut off was never counted on: the next one takes its place."""
    fcntl.flock(file, fcntl.LOCK_EX)
    whole, newline, _cut_off = file.read().rpartition(b"\n")
    file.seek(len(whole) + len(newline))
    file.truncate()
    file.write(lines)
    file.flush()
    os.fdatasync(file.fileno())
    keep_names(place().parent)


def _line(word: Word, one: Whom) -> str:
    said = f"{now().isoformat(timespec='seconds')} {word} {one.kind} {one.number} {one.digest}"
    return f"{said} {_sum(said)}\n"


def _sum(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:8]
