"""Putting together what reads alike, so that forty letters about one burst pipe are one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from search.likeness import ALIKE, TITLE_WORDS, Asked, beginnings, compared

MOST_SHOWN = 5


@dataclass(frozen=True)
class Came:
    """A ticket that came in."""

    id: int
    reference: str
    title: str
    service: str
    is_emergency: bool
    opened_at: datetime


@dataclass
class Pattern:
    """Tickets of one service that read alike, the newest first."""

    tickets: list[Came] = field(default_factory=list)

    @property
    def newest(self) -> Came:
        return self.tickets[0]

    @property
    def shown(self) -> Sequence[Came]:
        return self.tickets[:MOST_SHOWN]

    @property
    def is_emergency(self) -> bool:
        return any(one.is_emergency for one in self.tickets)


def patterns(came: Iterable[Came]) -> list[Pattern]:
    """Emergencies first, then what most wrote about, then the newest."""
    left = sorted(came, key=lambda one: (one.opened_at, one.id), reverse=True)
    found = []
    while left:
        first, *rest = left
        alike = _alike(first, rest)
        found.append(Pattern([first, *(one for one in rest if one.id in alike)]))
        left = [one for one in rest if one.id not in alike]
    order = sorted(found, key=lambda one: one.newest.opened_at, reverse=True)
    return sorted(order, key=lambda one: (not one.is_emergency, -len(one.tickets)))


def _alike(first: Came, others: Sequence[Came]) -> set[int]:
    """By the likeness the house uses for questions; a title without a telling word stands alone."""
    near = [one for one in others if one.service == first.service]
    words = beginnings(first.title, most=TITLE_WORDS)
    if not near or not words:
        return set()
    rows = [(one.id, one.title, "", one.opened_at) for one in (first, *near)]
    scores = compared(Asked(words), rows, before=first.opened_at)
    return {id_ for id_, _score, shared in scores if shared >= ALIKE and id_ != first.id}
