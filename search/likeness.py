"""How much rows of the database are like a text, told by the beginnings of its words alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Any

from forum.kernel.clock import now
from search.index import lately, plain, terms

TITLE_WORDS = 10
TEXT_WORDS = 20
SHORTEST = 3
ALIKE = 0.5
"""From here on two titles read alike: every second word is shared, rare ones counting more."""
LOOKED_AT = 1_000
"""So many letters of a row's text."""


@dataclass(frozen=True)
class Asked:
    """What the words of a title and of a text begin with."""

    title: Sequence[str]
    text: Sequence[str] = ()


def beginnings(text: str, *, most: int) -> list[str]:
    """What a word has in common with its stem, of the longest words: `fountain` of `fountains`."""
    found = (_common(plain(word), *stems[:1]) for word in text.split() if (stems := terms(word)))
    telling = dict.fromkeys(one for one in found if len(one) >= SHORTEST)
    return sorted(telling, key=len, reverse=True)[:most]


def compared(
    asked: Asked, rows: Sequence[Any], *, before: datetime | None
) -> list[tuple[int, float, float]]:
    """Id, score, and how much of the title's words the row's title has; the best first.

    Rows are (id, title, text, moment). A word counts for as much as it is rare among the rows.
    """
    moment, worth = before or now(), _worth(asked, rows)
    whole = sum(worth[word] for word in asked.title)
    found = []
    for id_, title, text, at in rows:
        titled = sum(worth[word] for word in asked.title if word in title.lower())
        said = f"{title} {text}".lower()
        alike = titled + sum(worth[word] for word in (*asked.title, *asked.text) if word in said)
        score = alike * lately((moment - at).total_seconds())
        found.append((id_, score, titled / whole))
    return sorted(found, key=lambda one: (-one[1], -one[0]))


def _common(word: str, stem: str) -> str:
    while not word.startswith(stem):
        stem = stem[:-1]
    return stem


def _worth(asked: Asked, rows: Sequence[Any]) -> dict[str, float]:
    said = [f"{title} {text}".lower() for _, title, text, _ in rows]
    having = {w: sum(w in one for one in said) for w in {*asked.title, *asked.text}}
    return {word: log(1 + (len(said) + 1) / (count + 0.5)) for word, count in having.items()}
