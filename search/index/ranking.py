"""Which documents fit a search, and how well: BM25 over all the words, more for the title.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the
usual k1 = 1.2 and b = 0.75. Measured for similar ideas: tests/acceptance/test_similar_ideas.py,
and for searches: tests/acceptance/test_finding_again.py. Why what is new counts more among what is
alike: docs/decisions/0008-whoosh-keeps-the-files-we-count.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import exp2

from search.index.reading import Ids, Reading

K1, B = 1.2, 0.75
TITLE = 1.0
"""A word in the title of a document adds so many times its rarity."""
ASKED = 2.0
"""In what somebody writes, a word of the title counts as much as so many in the text."""
ENOUGH = 5
"""With fewer documents that hold every word, those that hold some of them come after."""
SIMILAR_TERMS = 40
COMPARED = 50
"""So many of what is most alike are put in order by their age too."""
LATELY = 0.5
"""What was written this minute counts more by this part; what is old, as much as its words do."""
HALF_LIFE = 120 * 86_400
"""After so many seconds half of that is gone."""
ABOVE_ALL = 1_000_000.0

Scores = dict[int, float]
Best = list[tuple[int, float]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: terms of the index, beginnings of words, and what each field must be.

    The terms of a phrase stand one after the other.
    """

    terms: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.prefixes or self.fields)


class Word:
    """One term in one state of the index."""

    def __init__(self, reading: Reading, term: str) -> None:
        self.reading, self.term = reading, term
        self.holding = reading.postings("words", term)
        self.rarity = reading.rarity(len(self.holding))

    @cached_property
    def titled(self) -> Ids:
        return frozenset(self.reading.postings("title", self.term))


Group = list[Word]
"""Words of which one is enough."""


@dataclass(frozen=True)
class Matched:
    """The documents that fit; `full` hold all the words, and the others only some of them."""

    reading: Reading
    groups: list[Group]
    ids: Ids
    full: Ids

    @property
    def is_loose(self) -> bool:
        return self.ids != self.full

    def counts(self) -> dict[str, int]:
        """How many documents of each kind."""
        kinds = self.reading.kinds
        counted = {kind: len(self.reading.ids("kind", kind) & self.ids) for kind in kinds}
        return {kind: count for kind, count in counted.items() if count}

    def of_kind(self, kind: str) -> Ids:
        return self.ids & self.reading.ids("kind", kind) if kind else self.ids

    def best(self, ids: Ids, most: int) -> Best:
        """The best of these; those that hold all the words before all others."""
        scores = dict.fromkeys(ids, 0.0)
        for group in self.groups:
            for word in group:
                _add(scores, word, 1.0)
                _add_title(scores, word, 1.0)
        if self.is_loose:
            for number in self.full & scores.keys():
                scores[number] += ABOVE_ALL
        return [(number, score % ABOVE_ALL) for number, score in best(scores, most)]


def match(reading: Reading, wanted: Wanted, sees: Sequence[str]) -> Matched:
    """Documents with all the words; when these are few, also those with some of them."""
    groups = [_group(reading, term) for term in wanted.terms]
    groups += [_words(reading, reading.beginning(start)) for start in wanted.prefixes]
    allowed = reading.allowed(wanted.fields, sees)
    for phrase in wanted.phrases:
        allowed = _with_phrase(reading, phrase, allowed)
    if not groups:
        found = allowed if wanted.fields else frozenset()
        return Matched(reading, [], found, found)

    holding = [_holding(group) for group in groups]
    full = allowed.intersection(*holding)
    if len(full) >= ENOUGH:
        return Matched(reading, groups, full, full)
    some = allowed.intersection(set().union(*holding))
    return Matched(reading, groups, some if len(some) > len(full) else full, full)


def like(
    reading: Reading, kind: str, *, title: Sequence[str], body: Sequence[str], sees: Sequence[str]
) -> Scores:
    """Words of the title and the text against whole documents, those of titles counting more."""
    asked = Counter({term: ASKED * n for term, n in Counter(title).items()})
    asked.update(body)
    words = [Word(reading, term) for term in asked]
    allowed = reading.allowed((("kind", kind),), sees)
    scores = dict.fromkeys(allowed, 0.0)
    for word in nlargest(SIMILAR_TERMS, words, key=lambda one: asked[one.term] * one.rarity):
        _add(scores, word, asked[word.term])
        if word.term in title:
            _add_title(scores, word, ASKED)
    return {number: score for number, score in scores.items() if score}


def shared(reading: Reading, title: Sequence[str], numbers: Iterable[int]) -> dict[int, float]:
    """How much of these words stands in the title of each, rare ones counting more."""
    words = [Word(reading, term) for term in dict.fromkeys(title)]
    worth = {word: word.rarity or reading.rarity(1) for word in words}
    whole = sum(worth.values()) or 1.0
    return {
        number: sum(worth[word] for word in words if number in word.titled) / whole
        for number in numbers
    }


def newer_up(found: Iterable[tuple[int, float, float]], moment: float) -> Best:
    """Numbers with their scores and the seconds at which they were written, the best first."""
    return best({number: score * lately(moment - at) for number, score, at in found}, COMPARED)


def lately(age: float) -> float:
    """How much more something counts that is so many seconds old."""
    return 1.0 + LATELY * exp2(-max(age, 0.0) / HALF_LIFE)


def best(scores: Scores, most: int) -> Best:
    """Equal ones in the order in which they were written last."""
    found = nlargest(most, zip(scores.values(), scores.keys(), strict=True))
    return [(number, score) for score, number in found]


def _add(scores: Scores, word: Word, times: float) -> None:
    """What one term is worth to each document that holds it."""
    reading, holding, worth = word.reading, word.holding, times * word.rarity * (K1 + 1)
    lengths, short, long = reading.lengths, K1 * (1 - B), K1 * B / reading.average
    for number in holding.keys() & scores.keys():
        often = holding[number]
        scores[number] += worth * often / (often + short + long * lengths[number])


def _add_title(scores: Scores, word: Word, times: float) -> None:
    for number in word.titled & scores.keys():
        scores[number] += TITLE * times * word.rarity


def _group(reading: Reading, term: str) -> Group:
    """The term; when no document has it, the terms that begin like it."""
    word = Word(reading, term)
    return [word] if word.holding else _words(reading, reading.beginning(term))


def _words(reading: Reading, terms: Iterable[str]) -> Group:
    return [Word(reading, term) for term in terms]


def _holding(group: Group) -> Iterable[int]:
    return group[0].holding if len(group) == 1 else set().union(*(w.holding for w in group))


def _with_phrase(reading: Reading, phrase: Sequence[str], among: Ids) -> Ids:
    """The documents in which these terms stand one after the other."""
    among = among.intersection(*(reading.postings("words", term) for term in phrase))
    if not among:
        return among
    places = [reading.positions(term, among) for term in phrase]
    return frozenset(
        number
        for number in among
        if set.intersection(*({at - i for at in p[number]} for i, p in enumerate(places)))
    )
