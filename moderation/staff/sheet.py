"""Invitations in a table (CSV): read line by line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

COLUMNS = ("email", "name", "role", "services")
BETWEEN_SERVICES = "|"
MOST_LINES = 200
LONGEST = 254
NO_LINE = "Line %(line)s is not a line of a table."
HEAD = "The first line names the columns: %(columns)s."
TOO_LONG = "“%(name)s” is longer than %(most)s characters."


@dataclass(frozen=True)
class Row:
    """One person to invite. `fault` says why the line cannot be used."""

    line: int
    email: str = ""
    name: str = ""
    role: str = ""
    services: tuple[str, ...] = ()
    fault: str = ""


def read(text: str) -> list[Row]:
    """Every line of the table. Raises ValueError with a sentence when it is no such table."""
    first = text.split("\n", 1)[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        named = [(name or "").strip().lower() for name in lines.fieldnames or []]
        if not {"email", "role"} <= set(named) or set(named) - {*COLUMNS, ""}:
            raise ValueError(_(HEAD, columns=", ".join(COLUMNS)))
        lines.fieldnames = named
        return list(_rows(lines))
    except csv.Error as error:
        raise ValueError(_(NO_LINE, line=lines.line_num)) from error


def _rows(lines: "csv.DictReader[str]") -> Iterator[Row]:
    for number, cells in enumerate(lines, 1):
        if number > MOST_LINES:
            raise ValueError(_("Send at most %(most)s lines at once.", most=MOST_LINES))
        yield _row(lines.line_num, cells)


def _row(line: int, cells: dict[str, str]) -> Row:
    if None in cells:
        return Row(line, fault=_("There are more cells than columns."))
    texts = {name: " ".join((cells.get(name) or "").split()) for name in COLUMNS}
    if too_long := [name for name, text in texts.items() if len(text) > LONGEST]:
        return Row(line, fault=_(TOO_LONG, name=too_long[0], most=LONGEST))
    named = (name.strip() for name in texts["services"].split(BETWEEN_SERVICES))
    services = tuple(name for name in named if name)
    return Row(line, texts["email"], texts["name"], texts["role"].lower(), services)
