"""Reads the rows of a Stack Exchange file one by one, whatever its size, and never a DOCTYPE."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from forum.imports.records import ArchiveUnreadable

PIECE = 256 * 1024
LONGEST_ROW = 32  # pieces: 8 MB


@dataclass(frozen=True, slots=True)
class Row:
    where: str
    fields: dict[str, str]


class Damaged(Exception):
    """The file cannot be read from `where` on; every row before it was given."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.where = where
        self.why = why


def rows(path: Path) -> Iterator[Row]:
    """Every row up to the end or the damage (`Damaged`); ArchiveUnreadable for a DOCTYPE."""
    found: list[Row] = []
    parser = _parser(found, path.name)
    barren = 0
    try:
        for piece in _pieces(path):
            parser.Parse(piece, not piece)
            barren = 0 if found else barren + 1
            _expect_a_row(barren, f"{path.name} line {parser.CurrentLineNumber}")
            yield from found
            found.clear()
    except expat.ExpatError as damage:
        yield from found
        raise Damaged(
            f"{path.name} line {damage.lineno}",
            "The file is damaged or cut short here; only what stands before this line was read.",
        ) from damage


def count_rows(path: Path) -> int:
    """About how many rows there are, without reading them."""
    try:
        return sum(piece.count(b"<row ") for piece in _pieces(path))
    except Damaged:
        return 0


def _pieces(path: Path) -> Iterator[bytes]:
    """The bytes of the file, and an empty piece at the end."""
    if path.is_symlink() or not path.is_file():
        raise Damaged(path.name, "This file is not in the archive, or only as a link.")
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as fault:
        raise Damaged(path.name, f"This file could not be read: {fault.strerror}.") from fault
    yield b""


def _parser(found: list[Row], file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def keep(element: str, fields: dict[str, str]) -> None:
        if element == "row":
            found.append(Row(f"{file} line {parser.CurrentLineNumber}", fields))

    def refuse(*_: object) -> NoReturn:
        # A dump has no use for one, and entities can grow without end or read other files.
        raise ArchiveUnreadable(
            f"{file} has a document type (DOCTYPE), which a Stack Exchange dump never has. "
            "Nothing was read. Get the archive from its source again."
        )

    parser.StartElementHandler = keep
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _expect_a_row(barren: int, where: str) -> None:
    """Expat keeps an unfinished row in memory, so a row without an end must not go on."""
    if barren > LONGEST_ROW:
        raise Damaged(where, "One row here is longer than 8 MB; nothing after it was read.")
