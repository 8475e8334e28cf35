"""What a process remembers of the index: for a word, which documents hold it and how often.

The files of a segment never change, but for what is taken out of it; so what was read of one is
good for as long as it lasts, through all commits that leave it alone.
"""

from array import array
from collections.abc import Iterable
from typing import Any

KEPT = 1_000_000
"""So many pairs of document and word are remembered, eight bytes each: those used last."""
EACH = 40
"""What a word costs beside its pairs, counted in pairs."""

Pairs = tuple["array[int]", "array[float]"]
Place = tuple[str, str, str]


class Memory:
    """Pairs by segment, field and term; numbers of documents are those within the segment."""

    def __init__(self) -> None:
        self._kept: dict[Place, Pairs] = {}
        self._lengths: dict[str, array[int]] = {}
        self._size = 0

    def pairs(self, leaf: Any, segment: str, name: str, term: str) -> Pairs:
        """Documents in their order, and how often each of them holds the term."""
        place = segment, name, term
        found = self._kept.pop(place, None)
        if found is None:
            found = _read(leaf, name, term)
            self._size += _cost(found)
        self._kept[place] = found  # at the end, where it is forgotten last
        while self._size > KEPT and len(self._kept) > 1:
            self._size -= _cost(self._kept.pop(next(iter(self._kept))))
        return found

    def lengths(self, leaf: Any, segment: str) -> "array[int]":
        """How many words each document of the segment has."""
        if segment not in self._lengths:
            numbers = range(leaf.doc_count_all())
            self._lengths[segment] = array("I", (_length(leaf, number) for number in numbers))
        return self._lengths[segment]

    def forget_but(self, segments: Iterable[str]) -> None:
        """Segments that were merged into others do not come back."""
        kept = set(segments)
        self._lengths = {name: found for name, found in self._lengths.items() if name in kept}


def _read(leaf: Any, name: str, term: str) -> Pairs:
    numbers, weights = array("I"), array("f")
    matcher = leaf.postings(name, term) if (name, term) in leaf else None
    while matcher is not None and matcher.is_active():
        numbers.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return numbers, weights


def _cost(pairs: Pairs) -> int:
    return len(pairs[0]) + EACH


def _length(leaf: Any, number: int) -> int:
    return leaf.doc_field_length(number, "words") or 0  # none: a document without a telling word
