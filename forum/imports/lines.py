"""Reads a file line by line, packed with gzip or not, and never keeps more than one line."""

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, cast

from forum.imports.entries import Entry
from forum.imports.records import ArchiveUnreadable, Refused
from forum.imports.values import Unreadable, writable

LONGEST_LINE = 8 * 1024 * 1024
PIECE = 256 * 1024
LOOKED_AT = 100
GZIP = b"\x1f\x8b"
NO_JSON = "This line is not a JSON object."


class Damaged(Exception):
    """The file cannot be read from `where` on; every line before it was given."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.where = where
        self.why = why


def place(path: Path, number: int) -> str:
    """Where a line is, for a person to read."""
    return f"{writable(path.name)} line {number}"


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line with its number, up to the end or the damage (`Damaged`)."""
    number = 0
    try:
        with _opened(path) as file:
            for number in count(1):
                line = file.readline(LONGEST_LINE + 1)
                if len(line) > LONGEST_LINE:
                    why = "This line is longer than 8 MB; nothing from here on was read."
                    raise Damaged(place(path, number), why)
                if not line:
                    return
                yield number, line
    except (OSError, EOFError, zlib.error) as damage:
        why = "The file is damaged or cut short here; only what stands before this was read."
        raise Damaged(place(path, number), why) from damage


def count_lines(path: Path) -> int:
    """About how many there are, for a progress bar."""
    found = 0
    try:
        with _opened(path) as file:
            while piece := file.read(PIECE):
                found += piece.count(b"\n")
    except (OSError, EOFError, zlib.error):
        return found
    return found


def objects(path: Path) -> Iterator[Entry | Refused]:
    """The JSON object on each line; blank lines are passed over."""
    try:
        for number, line in lines(path):
            if line.strip():
                yield _object(line, place(path, number))
    except Damaged as damage:
        yield Refused(where=damage.where, why=damage.why)


def first_object(path: Path, *, has: str, noun: str) -> Entry:
    """The first with this field; ArchiveUnreadable when there is none near the beginning."""
    if not path.is_file():
        raise ArchiveUnreadable("This is not a plain file.")
    for found in islice(objects(path), LOOKED_AT):
        if isinstance(found, Entry) and has in found.fields:
            return found
    raise ArchiveUnreadable(
        f"There is no {noun} at the beginning of this file. It must have one JSON object a line."
    )


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP)) == GZIP
    return cast(BinaryIO, gzip.open(path, "rb") if is_packed else path.open("rb"))


def _object(line: bytes, where: str) -> Entry | Refused:
    try:
        found = json.loads(line.decode("utf-8-sig"))
        if not isinstance(found, dict):
            raise Unreadable(NO_JSON)
    except UnicodeDecodeError:
        return Refused(where=where, why="This line is not written in UTF-8.")
    except (ValueError, RecursionError, Unreadable):
        return Refused(where=where, why=NO_JSON)
    return Entry(where, found)
