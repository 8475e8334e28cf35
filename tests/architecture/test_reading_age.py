"""How old somebody has to be to read with ease what citizens read here."""

import re
from collections.abc import Iterator

from docs import words
from docs.said import sentences
from moderation.wordings.plainness import WORD, reading_age
from tests.architecture.sources import told

# About one adult in six in England reads no better than at level 1 (OECD, Survey of Adult Skills,
# 2012), which is what children of eleven can do, and everybody has to be able to ask the council.
PLAIN = 11
HARDEST = 13
# How many of a thousand sentences are harder than PLAIN, and how many at all than HARDEST. Lower
# them when you make sentences plain; nobody makes them higher. HARDEST is meant to have none.
HARDER_IN_A_THOUSAND = 27
HARDER_THAN_HARDEST = 1

SHORTEST = 6  # below that the formula tells more of one long word than of the sentence
# Names have no plainer word. Each is read like a word of one syllable.
NAMES = {
    "Web Content Accessibility Guidelines": "the name of the standard that the law asks for",
    "accessible": "the word of the law, which people search for who have to complain",
    "administrator": "the name of a role: the only one who can help then",
    "moderator": "the name of a role",
    "JavaScript": "the name of what can be switched off",
}
NAME = re.compile("|".join(NAMES))
FACT = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# Flesch (How to Write Plain English, 1979) counts as a sentence what a full stop, a colon, a
# semicolon, a dash, a question mark or an exclamation mark ends.
END = re.compile(r"(?<=[.!?:;])[”’)]*\s+|\s+–\s+|\n+")


def test_no_sentence_for_citizens_is_hard_to_read():
    hard = [one for one in _read_by_citizens() if _age(one) > HARDEST]

    assert len(hard) <= HARDER_THAN_HARDEST, told(
        f"Somebody of {HARDEST} cannot read this: make two sentences of it, with shorter words.",
        sorted(hard, key=_age, reverse=True),
    )


def test_what_citizens_read_gets_plainer_and_never_harder():
    read = list(_read_by_citizens())
    harder = [one for one in read if _age(one) > PLAIN]

    assert 1000 * len(harder) <= HARDER_IN_A_THOUSAND * len(read), told(
        f"Too many sentences are above a reading age of {PLAIN}: write new ones below it.",
        sorted(harder, key=_age, reverse=True),
    )


def test_each_name_that_may_stay_is_read_somewhere():
    said = " ".join(one for sentence in sentences() for one in sentence)

    assert [name for name in NAMES if name not in said] == []


def test_the_measure_tells_the_stiff_from_the_plain():
    assert _age("Documentation is required before a determination can be communicated.") > 18
    assert _age("Send us a bill with your name on it.") < 8


def _read_by_citizens() -> Iterator[str]:
    """Each sentence of the catalogue that is long enough, once for each text it stands in."""
    for texts, places in sentences().items():
        if words.is_wanted(words.WHOLE, places):
            for text in texts:
                parts = END.split(NAME.sub("it", FACT.sub("it", text)))
                yield from (part for part in parts if len(WORD.findall(part)) >= SHORTEST)


def _age(sentence: str) -> float:
    return reading_age(WORD.findall(sentence))
