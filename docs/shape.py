"""How the pages of the reference look: a title, a sentence, a table."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from forum.design.words import duration_words

Row = Sequence[str]
NOTE = "*Written by `make reference` from the code. Change the code, not this page.*"


def page(title: str, intro: str, body: str) -> str:
    return f"# {title}\n\n{NOTE}\n\n{intro}\n\n{body}"


def table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def first_line(text: str | None) -> str:
    return (text or "").strip().split("\n\n")[0].replace("\n", " ").strip()


def default(value: Any) -> str:
    if value in ("", ()):
        return "empty"
    return "no" if value is False else f"`{value}`"


def type_name(hint: Any) -> str:
    return str(getattr(hint, "__name__", hint)).replace("datetime.datetime", "moment")


def every(interval: timedelta) -> str:
    return f"every {duration_words(int(interval.total_seconds() // 60))}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
