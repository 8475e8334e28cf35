"""Small numbers are not published, and nothing published beside them gives them away.

What is held back depends only on which parts are small, never on how small they are: so the
holding back itself tells nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEW = 10


class Note(StrEnum):
    """How a value is to be read; without a note it is exact."""

    EXACT = ""
    FEWER = "fewer than 10"
    AT_LEAST = "at least"
    NOT_SHOWN = "not shown"
    NONE = "none"


@dataclass(frozen=True)
class Told:
    """What may be published of a number: with `Note.AT_LEAST` it is a lower bound."""

    value: int | float | None
    note: Note = Note.EXACT

    def as_facts(self) -> dict[str, int | float | str | None]:
        """As programs read it."""
        return {"value": self.value, "note": str(self.note)}


@dataclass(frozen=True)
class Line:
    """One line of a published table: a number for each quarter."""

    label: str
    told: list[Told]


def lines_of(columns: Sequence[Mapping[str, Told]]) -> list[Line]:
    """One column for each quarter, all with the same labels."""
    labels = columns[0] if columns else {}
    return [Line(label, [column[label] for column in columns]) for label in labels]


def told(number: int) -> Told:
    """A number that is part of no sum."""
    return Told(None, Note.FEWER) if 0 < number < FEW else Told(number)


def total_told(parts: Mapping[str, int]) -> Told:
    """With a part held back, only how many the parts that are shown make together."""
    small = [number for number in parts.values() if 0 < number < FEW]
    shown = sum(parts.values()) - sum(small)
    if not small:
        return Told(shown)
    if shown:
        return Told(shown, Note.AT_LEAST)
    return Told(None, Note.FEWER if len(small) == 1 else Note.NOT_SHOWN)


def median_told(hours: float | None, total: Told) -> Told:
    """Shown with at least ten cases, as far as the total says that there are."""
    if total.value is None:
        return Told(None, Note.NOT_SHOWN)
    return Told(None, Note.NONE) if hours is None else Told(round(hours, 1))
