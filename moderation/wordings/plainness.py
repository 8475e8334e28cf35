"""How hard a text is to read: what in it is long, stiff or of the office. For English only."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forum.kernel.text import count_words

LONG_SENTENCE = 25
LONG_WORD = 13
MOST_SHOWN = 5
MOST_READ = 12_000
PLAIN_AGE = 14
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n\s*\n|\n\s*[-*]\s+|\n\s*\d{1,2}\.\s+")
_LINK = re.compile(r"\]\([^)\s]{0,500}\)|https?://\S{1,500}")
WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# The e of time, times, timed, something and every is not said; that of table, changes, ended is.
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouyl]l)(?:e(?=d?$)(?<![td]e(?=d))|(?<![cghsxz])e(?=s$))"
    r"|(?<=som)e(?=\w)|(?<=ev)e(?=ry)|(?<![aeiouy])e(?=ment|ful|less|ly)"
)
_APART = re.compile(r"[aeiouy]ing$|(?<![cgst])(?<!ll)i[aou]|^(?:idea|area)")
_IRREGULAR = (
    "been|done|given|made|sent|seen|taken|told|held|kept|found|paid|brought|built|written|shown|"
    "known|chosen|drawn|begun|met|put|set|read|left|lost|sold|won|understood"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s(?:\w{{2,12}}ly\s)?(?:\w{{2,16}}ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plainness:
    """`age` is about how old somebody is who reads it easily; None when there is too little."""

    age: int | None
    long_sentences: Sequence[str]
    long_words: Sequence[str]
    passives: Sequence[str]
    office: Sequence[tuple[str, str]]

    @property
    def is_plain(self) -> bool:
        hard = (self.long_sentences, self.long_words, self.passives, self.office)
        return not any(hard) and (self.age is None or self.age <= PLAIN_AGE)


def plainness(text: str, *, office: Mapping[str, str]) -> Plainness:
    """`office` are words of the office, each with the plain one to write instead."""
    told = _LINK.sub(" ", text[:MOST_READ])
    sentences = [" ".join(part.split()) for part in _SENTENCE.split(told) if part.strip()]
    words = WORD.findall(told)
    return Plainness(
        _age(words, len(sentences)),
        [one for one in sentences if count_words(one) > LONG_SENTENCE][:MOST_SHOWN],
        _once(word for word in words if len(word) >= LONG_WORD),
        _once(found[0] for found in _PASSIVE.finditer(told)),
        _of_office(told, office),
    )


def _age(words: Sequence[str], sentences: int) -> int | None:
    if len(words) < 10 or not sentences:
        return None
    return max(5, round(reading_age(words, sentences)))


def reading_age(words: Sequence[str], sentences: int = 1) -> float:
    """Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical
    Training Command, Research Branch Report 8-75): 0.39 words a sentence + 11.8 syllables a word
    - 15.59 is the year of school in the United States; children are five years older than that.
    Syllables are guessed by groups of vowels, so it is an estimate.
    """
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))) + len(_APART.findall(word)))


def _of_office(text: str, office: Mapping[str, str]) -> list[tuple[str, str]]:
    said = " ".join(WORD.findall(text.casefold()))
    known = {" ".join(WORD.findall(word.casefold())): (word, office[word]) for word in office}
    return [pair for word, pair in known.items() if word and f" {word} " in f" {said} "]


def _once(found: Iterable[str]) -> list[str]:
    kept = {one.casefold(): one for one in found}
    return list(kept.values())[:MOST_SHOWN]
