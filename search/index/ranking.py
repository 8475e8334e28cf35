"""Which documents fit a search, and how well: BM25 over all the words, more for the title.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
usual k1 = 1.2 and b = 0.75. Measured for similar ideas: tests/acceptance/test_similar_ideas.py.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from math import log
from typing import Any

K1, B = 1.2, 0.75
TITLE = 3.0
"""A word in the title counts so many times as much as its rarity alone."""
ENOUGH = 5
"""With fewer documents that hold every word, those that hold some of them come after."""
ENDINGS = 30
"""A beginning of a word stands for so many words at most."""
KEPT = 100_000
"""So many pairs of document and word each process remembers, some ten megabytes."""
SIMILAR_TERMS = 40
ABOVE_ALL = 1_000_000.0

Ids = frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: terms of the index, beginnings of words, and what each field must be."""

    terms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.prefixes or self.fields)


@dataclass
class Scores:
    """Document number -> score. `is_loose` when documents with only some of the words are in."""

    of: dict[int, float] = field(default_factory=dict)
    is_loose: bool = False

    def best(self, most: int) -> list[tuple[int, float]]:
        """Equal ones in the order in which they were written last."""
        found = nlargest(most, self.of.items(), key=lambda one: (one[1], one[0]))
        return [(number, score % ABOVE_ALL) for number, score in found]

    def within(self, ids: Ids) -> "Scores":
        return Scores({n: score for n, score in self.of.items() if n in ids}, self.is_loose)


class Reading:
    """One state of the index, as one process has it open."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._all = reader.doc_count_all()
        self._average = reader.field_length("words") / max(1, self._all) or 1.0
        self._most_rare = log(1 + (self._all - 0.5) / 1.5)
        self._sets: dict[tuple[str, str], Ids] = {}
        self._weights: dict[tuple[str, str], dict[int, float]] = {}
        self._kept = 0

    def stored(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self._reader.stored_fields(number)
        return found

    def everything(self) -> Iterable[dict[str, Any]]:
        """The stored fields of every document."""
        return self._reader.all_stored_fields()  # type: ignore[no-any-return]

    def matching(self, wanted: Wanted, sees: Iterable[str]) -> Scores:
        """Documents with all the words; when these are few, also those with some of them."""
        allowed = self._allowed(wanted.fields, sees)
        groups = [self._group(term) for term in wanted.terms]
        groups += [self._beginning(start) for start in wanted.prefixes]
        if not groups:
            return Scores(dict.fromkeys(allowed, 0.0)) if wanted.fields else Scores()

        full = allowed.intersection(*(self._holding(group) for group in groups))
        some = allowed.intersection(frozenset().union(*(self._holding(g) for g in groups)))
        is_loose = len(full) < min(ENOUGH, len(some))
        scores = self._scored(some if is_loose else full, groups)
        return Scores({n: s + ABOVE_ALL * (n in full) for n, s in scores.items()}, is_loose)

    def like(
        self, kind: str, *, title: Sequence[str], body: Sequence[str], sees: Iterable[str]
    ) -> Scores:
        """Three times the words of the title and once those of both, against whole documents."""
        asked = Counter({term: (TITLE + 1) * n for term, n in Counter(title).items()})
        asked.update(body)
        worth = {term: times * self._rarity(term) for term, times in asked.items()}
        allowed = self._allowed((("kind", kind),), sees)
        found: dict[int, float] = {}
        for term in nlargest(SIMILAR_TERMS, worth, key=worth.__getitem__):
            for number, weight in self._postings("words", term).items():
                if number in allowed:
                    score = worth[term] * self._saturated(number, weight)
                    found[number] = found.get(number, 0.0) + score
        return Scores(found)

    def shared(self, title: Sequence[str], number: int) -> float:
        """How much of these words stands in the title of a document, rare ones counting more."""
        worth = {term: self._rarity(term) or self._most_rare for term in title}
        there = sum(worth[term] for term in worth if number in self._postings("title", term))
        return there / (sum(worth.values()) or 1.0)

    def counts(self, scores: Scores) -> dict[str, int]:
        """How many documents of each kind."""
        kinds = [text.decode() for text in self._reader.lexicon("kind")]
        counted = {kind: len(self.ids("kind", kind) & scores.of.keys()) for kind in kinds}
        return {kind: count for kind, count in counted.items() if count}

    def ids(self, name: str, value: str) -> Ids:
        """The documents of which a field says this; kept while this state lasts."""
        if (name, value) not in self._sets:
            matcher = self._matcher(name, value)
            self._sets[name, value] = frozenset(matcher.all_ids() if matcher else ())
        return self._sets[name, value]

    def _allowed(self, fields: Iterable[tuple[str, str]], sees: Iterable[str]) -> Ids:
        seen: Ids = frozenset().union(*(self.ids("visibility", one) for one in sees))
        return seen.intersection(*(self.ids(name, value) for name, value in fields))

    def _scored(self, numbers: Ids, groups: list[list[str]]) -> dict[int, float]:
        scores = dict.fromkeys(numbers, 0.0)
        for group in groups:
            for term in group:
                rarity = self._rarity(term)
                for number, weight in self._postings("words", term).items():
                    if number in scores:
                        scores[number] += rarity * self._saturated(number, weight)
                for number in self._postings("title", term).keys() & numbers:
                    scores[number] += TITLE * rarity
        return scores

    def _holding(self, group: list[str]) -> Ids:
        return frozenset().union(*(self._postings("words", term) for term in group))

    def _group(self, term: str) -> list[str]:
        """The term; when no document has it, the terms that begin like it."""
        return [term] if self._postings("words", term) else self._beginning(term)

    def _beginning(self, start: str) -> list[str]:
        terms = islice(self._reader.expand_prefix("words", start), ENDINGS)
        return [text.decode() for text in terms]

    def _saturated(self, number: int, weight: float) -> float:
        length = self._reader.doc_field_length(number, "words")
        usual = 1 - B + B * length / self._average
        return float(weight * (K1 + 1) / (weight + K1 * usual))

    def _rarity(self, term: str) -> float:
        having = len(self._postings("words", term))
        return log(1 + (self._all - having + 0.5) / (having + 0.5)) if having else 0.0

    def _postings(self, name: str, term: str) -> dict[int, float]:
        """Document number -> how often it holds the term; the last ones used are kept."""
        if (name, term) not in self._weights:
            found = self._weights[name, term] = dict(_pairs(self._matcher(name, term)))
            self._kept += len(found)
            while self._kept > KEPT and len(self._weights) > 1:
                self._kept -= len(self._weights.pop(next(iter(self._weights))))
            return found
        return self._weights[name, term]

    def _matcher(self, name: str, term: str) -> Any:
        """None when no document has the term."""
        if (name, term) not in self._reader:
            return None
        return self._reader.postings(name, term)


def _pairs(matcher: Any) -> Iterable[tuple[int, float]]:
    while matcher is not None and matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()
