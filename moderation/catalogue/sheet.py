"""Services and topics in a table (CSV): read line by line, each with what is wrong with it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

COLUMNS = (
    *("service", "topic", "summary", "owner", "phone", "email", "place"),
    *("first_reply_days", "answer_days"),
)
MOST_LINES = 500
LONGEST = 200
MOST_DAYS = 90
FIRST_REPLY, ANSWER = 2, 5
NO_LINE = "Line %(line)s is not a line of a table."
NO_DAYS = "“%(name)s” is a whole number of working days, 1 to %(most)s."
HEAD = "The first line names the columns: %(columns)s."
TOO_LONG = "“%(name)s” is longer than %(most)s characters."


@dataclass(frozen=True)
class Row:
    """A service, or with `topic` a topic of it. `fault` says why the line cannot be used."""

    line: int
    service: str = ""
    topic: str = ""
    summary: str = ""
    owner: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""
    first_reply_days: int = FIRST_REPLY
    answer_days: int = ANSWER
    fault: str = ""


def read(text: str) -> list[Row]:
    """Every line of the table. Raises ValueError with a sentence when it is no such table."""
    first = text.split("\n", 1)[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        named = [(name or "").strip().lower() for name in lines.fieldnames or []]
        _check_head(named)
        lines.fieldnames = named
        return list(_rows(lines))
    except csv.Error as error:
        raise ValueError(_(NO_LINE, line=lines.line_num)) from error


def _check_head(named: list[str]) -> None:
    if "service" not in named:
        raise ValueError(_(HEAD, columns=", ".join(COLUMNS)))
    if unknown := [name for name in named if name and name not in COLUMNS]:
        raise ValueError(_("We do not know the column “%(name)s”.", name=unknown[0][:40]))


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
    try:
        first, answer = _days(texts, "first_reply_days", 2), _days(texts, "answer_days", 5)
    except ValueError as error:
        return Row(line, texts["service"], texts["topic"], fault=str(error))
    plain = {name: texts[name] for name in COLUMNS[:-2]}
    return Row(line, **plain, first_reply_days=first, answer_days=answer, fault=_fault(plain))


def _days(texts: dict[str, str], name: str, usual: int) -> int:
    text = texts[name]
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MOST_DAYS):
        raise ValueError(_(NO_DAYS, name=name, most=MOST_DAYS))
    return int(text)


def _fault(texts: dict[str, str]) -> str:
    if not texts["service"]:
        return str(_("The name of the service is missing."))
    return ""
