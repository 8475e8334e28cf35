"""One state of the index, as one process has it open: documents by word, by kind, by place."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from math import log
from typing import Any

from search.index.memory import Memory

ENDINGS = 30
"""A beginning of a word stands for so many words at most."""

Ids = frozenset[int]


class Reading:
    """Numbers of documents count through all segments, in the order of their writing."""

    def __init__(self, reader: Any, memory: Memory) -> None:
        self._reader, self._memory = reader, memory
        self._leaves = [
            (leaf, base, leaf.segment().segment_id())
            for leaf, base in reader.leaf_readers()
            if leaf.doc_count_all()
        ]
        memory.forget_but(segment for _, _, segment in self._leaves)
        self.count = reader.doc_count_all()
        self.average = reader.field_length("words") / max(1, self.count) or 1.0
        self.lengths = self._all_lengths()
        self.kinds = [text.decode() for text in reader.lexicon("kind")]
        self._sets: dict[tuple[str, str], Ids] = {}

    def stored(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self._reader.stored_fields(number)
        return found

    def everything(self) -> Iterable[dict[str, Any]]:
        """The stored fields of every document."""
        return self._reader.all_stored_fields()  # type: ignore[no-any-return]

    def postings(self, name: str, term: str) -> dict[int, float]:
        """Document -> how often it holds the term; also documents that were taken out since."""
        found: dict[int, float] = {}
        for leaf, base, segment in self._leaves:
            numbers, weights = self._memory.pairs(leaf, segment, name, term)
            shifted = map(base.__add__, numbers) if base else numbers
            found.update(zip(shifted, weights, strict=True))
        return found

    def ids(self, name: str, value: str) -> Ids:
        """The documents of which a field says this; kept while this state lasts."""
        if (name, value) not in self._sets:
            self._sets[name, value] = frozenset(self.postings(name, value))
        return self._sets[name, value]

    def allowed(self, fields: Iterable[tuple[str, str]], sees: Sequence[str]) -> Ids:
        """What somebody may find and each field says so; without what was taken out."""
        seen = self.ids("visibility", sees[0]) if len(sees) == 1 else self._seen(sees)
        return seen.intersection(*(self.ids(name, value) for name, value in fields)) - self._gone()

    def beginning(self, start: str) -> list[str]:
        """Terms that begin like this."""
        terms = islice(self._reader.expand_prefix("words", start), ENDINGS)
        return [text.decode() for text in terms]

    def rarity(self, having: int) -> float:
        """The weight of a term that so many documents have."""
        return log(1 + (self.count - having + 0.5) / (having + 0.5)) if having else 0.0

    def positions(self, term: str, among: Ids) -> dict[int, set[int]]:
        """Where the term stands in these documents."""
        found: dict[int, set[int]] = {}
        matcher = self._reader.postings("words", term)
        for number in sorted(among):
            matcher.skip_to(number)
            found[number] = set(matcher.value_as("positions"))
        return found

    def _seen(self, sees: Sequence[str]) -> Ids:
        return frozenset().union(*(self.ids("visibility", one) for one in sees))

    def _gone(self) -> Ids:
        if ("", "gone") not in self._sets:
            self._sets["", "gone"] = frozenset(
                base + number
                for leaf, base, _ in self._leaves
                for number in leaf.segment().deleted_docs()
            )
        return self._sets["", "gone"]

    def _all_lengths(self) -> "array[int]":
        found = array("I")
        for leaf, _, segment in self._leaves:
            found.extend(self._memory.lengths(leaf, segment))
        return found
