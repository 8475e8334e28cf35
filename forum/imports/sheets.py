"""Reads a table that a spreadsheet saved as CSV, row by row."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forum.imports.entries import Entry
from forum.imports.lines import LONGEST_LINE, Damaged, count_lines, lines, place
from forum.imports.records import ArchiveUnreadable, LeftOut, Refused
from forum.imports.values import writable

MARKS = ",;\t"
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose first line names its columns."""

    path: Path
    mark: str
    columns: list[str]
    rows: int
    """About how many there are."""

    @property
    def name(self) -> str:
        """Together with the ids in it the name of the file says which rows are here already."""
        return writable(self.path.name.partition(".")[0])

    def entries(self) -> Iterator[Entry | Refused]:
        reader = _reader(self.path, self.mark)
        started = 1
        try:
            for cells in reader:
                if started > 1 and cells:
                    yield self._entry(cells, place(self.path, started))
                started = reader.line_num + 1
        except csv.Error:
            why = "A quotation mark is missing or too many; nothing from here on was read."
            yield Refused(where=place(self.path, started), why=why)
        except Damaged as damage:
            yield Refused(where=damage.where, why=damage.why)

    def unread(self, known: Sequence[str]) -> Iterator[LeftOut]:
        """The columns that mean nothing to us."""
        for column in self.columns:
            if column not in known:
                why = "No column of this name is read."
                yield LeftOut(what=f"cells of the column “{column}”", count=self.rows, why=why)

    def _entry(self, cells: list[str], where: str) -> Entry | Refused:
        if len(cells) != len(self.columns):
            why = f"This row has {len(cells)} cells; the first line names {len(self.columns)}."
            return Refused(where=where, why=why)
        named = zip(self.columns, cells, strict=True)
        return Entry(where, {name: cell for name, cell in named if cell.strip()})


def open_sheet(path: Path, *, needed: Sequence[str]) -> Sheet:
    """ArchiveUnreadable, before anything is written, when it is no text or lacks a column."""
    if not path.is_file():
        raise ArchiveUnreadable("This is not a plain file.")
    _expect_utf8(path)
    mark = _mark(path)
    columns = _columns(path, mark)
    if missing := [name for name in needed if name not in columns]:
        named = ", ".join(f"“{name}”" for name in missing)
        raise ArchiveUnreadable(f"The first line does not name the columns that we need: {named}.")
    if len(set(columns)) < len(columns):
        raise ArchiveUnreadable("The first line names a column twice.")
    return Sheet(path, mark, columns, max(0, count_lines(path) - 1))


def _expect_utf8(path: Path) -> None:
    decoder = getincrementaldecoder("utf-8")()
    number = 1
    try:
        for _, line in lines(path):
            decoder.decode(line)
            number += 1
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as wrong:
        raise ArchiveUnreadable(
            f"{place(path, number)} is not written in UTF-8, so nothing was read. "
            "In the spreadsheet, save the table as “CSV UTF-8”."
        ) from wrong
    except Damaged:
        return  # what stands before the damage can be read; the damage is told then


def _mark(path: Path) -> str:
    """What stands between cells: spreadsheets of some countries write semicolons."""
    first = next(_texts(path), "")
    return max(MARKS, key=first.count)


def _columns(path: Path, mark: str) -> list[str]:
    try:
        first: list[str] = next(_reader(path, mark), [])
    except (csv.Error, Damaged):
        first = []
    return [writable(name.strip().lower()) for name in first]


def _texts(path: Path) -> Iterator[str]:
    for number, line in lines(path):
        told = line.decode("utf-8", errors="replace")
        yield told.removeprefix(BOM) if number == 1 else told


def _reader(path: Path, mark: str) -> "csv._reader":  # type: ignore[name-defined]
    csv.field_size_limit(LONGEST_LINE)
    return csv.reader(_texts(path), delimiter=mark, strict=True)
