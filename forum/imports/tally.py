"""What came of bringing in an archive: how much was read, written, here already, or refused."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from forum.imports.records import LeftOut, Refused

MOST_LISTED = 10_000
MOST_TOLD = 20


@dataclass
class Tally:
    """`read` counts each noun; what is neither created nor unchanged was refused."""

    read: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    refusals: int = 0
    is_cut: bool = False
    """It was enough for now; the next run goes on."""

    def see(self, noun: str, *, new: int = 0, known: int = 0) -> None:
        """So many were read; `known` ones were here already."""
        self.read[noun] += new + known
        self.unchanged[noun] += known

    def refuse(self, where: str, why: str) -> None:
        """Counted always, listed up to a limit: an archive may hold nothing but faults."""
        self.refusals += 1
        if len(self.refused) < MOST_LISTED:
            self.refused.append(Refused(where=where, why=why))

    def add(self, other: "Tally") -> None:
        self.read += other.read
        self.created += other.created
        self.unchanged += other.unchanged
        self.refused += other.refused[: MOST_LISTED - len(self.refused)]
        self.refusals += other.refusals
        self.left_out += other.left_out

    def not_taken(self) -> Iterator[str]:
        """Lines for a person: what was left out, then the first of what was refused."""
        for left in self.left_out:
            yield f"Left out: {left.count:,} {left.what}. {left.why}"
        for refused in self.refused[:MOST_TOLD]:
            yield f"Refused: {refused.where}: {refused.why}"
        if (more := self.refusals - MOST_TOLD) > 0:
            yield f"Refused: {more:,} more, which --json lists."

    def as_json(self) -> dict[str, Any]:
        nouns = sorted(self.read)
        return {
            "read": {noun: self.read[noun] for noun in nouns},
            "created": {noun: self.created[noun] for noun in nouns},
            "unchanged": {noun: self.unchanged[noun] for noun in nouns},
            "refused": [{"where": one.where, "why": one.why} for one in self.refused],
            "refusals": self.refusals,
            "left_out": [
                {"what": one.what, "count": one.count, "why": one.why} for one in self.left_out
            ],
        }
