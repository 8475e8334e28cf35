"""Reads what somebody typed into the search box.

Words, "words that stand together", `word*`, and what narrows it down: `topic:`, `tag:`, `kind:`
and `is:`. Whatever somebody types means something; what has no meaning here is a word like others.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from search.index import Wanted, plain, terms

LONGEST = 200
MOST_WORDS = 10
MOST_PHRASES = MOST_BEGINNINGS = 3
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`text` is what was typed; `words` are its plain words for a database that knows no stems."""

    text: str
    words: tuple[str, ...]
    wanted: Wanted


def read(text: str, *, kind: str = "", **narrowed: str) -> Asked:
    """What was typed and what was chosen beside it: `topic`, `tag`, `solved`, `official`."""
    text = " ".join(text[:LONGEST].split())
    typed = _Typed({name: value for name, value in narrowed.items() if value})
    for name, quoted, part in _PARTS.findall(text):
        typed.take(name.lower(), quoted.strip(), part)
    return typed.asked(text, kind)


def without_kind(text: str) -> str:
    """The same words for another kind of result."""
    return " ".join(part for part in text.split() if not part.lower().startswith("kind:"))


class _Typed:
    """The parts of what was typed, sorted by what they are; those that mean nothing are words."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.words: list[str] = []
        self.phrases: list[str] = []
        self.beginnings: list[str] = []

    def take(self, name: str, quoted: str, part: str) -> None:
        if quoted and not name:
            self.phrases.append(quoted)
            return
        name, value = (name, quoted) if quoted else _named(part)
        if value and (narrowed := _NARROWING.get(name, _nothing)(value.lower())):
            self.fields |= narrowed
        elif part.endswith("*") and len(plain(part)) >= SHORTEST_BEGINNING:
            self.beginnings.append(plain(part))
        else:
            self.words.append(part or quoted)

    def asked(self, text: str, kind: str) -> Asked:
        words, beginnings = self.words[:MOST_WORDS], self.beginnings[:MOST_BEGINNINGS]
        phrases = [phrase for phrase in self.phrases[:MOST_PHRASES] if terms(phrase)]
        telling = [word for part in words for word in part.split() if terms(word)]
        chosen = kind or self.fields.get("kind", "")
        return Asked(
            text=text,
            words=tuple(dict.fromkeys([*phrases, *telling, *beginnings]))[:MOST_WORDS],
            wanted=Wanted(
                terms=tuple(dict.fromkeys(terms(" ".join(phrases + words))))[:MOST_WORDS],
                prefixes=tuple(dict.fromkeys(beginnings)),
                phrases=tuple(found for p in phrases if len(found := tuple(terms(p))) > 1),
                fields=tuple(sorted(one for one in self.fields.items() if one[0] != "kind")),
                kind=chosen,
            ),
        )


def _named(part: str) -> tuple[str, str]:
    name, _, value = part.partition(":")
    return name.lower(), value


def _nothing(_value: str) -> dict[str, str]:
    return {}


def _kind(value: str) -> dict[str, str]:
    """`kind:questions`, `kind:question` and `kind:thread` are the same."""
    found = KINDS_SAID.get(value.rstrip("s"))
    return {"kind": found} if found else {}


_PARTS = re.compile(r'(?:(\w+):)?"([^"]+)"|(\S+)')
_IS = {
    "solved": {"solved": "yes"},
    "unsolved": {"solved": "no"},
    "open": {"solved": "no"},
    "official": {"official": "yes"},
}
KINDS_SAID = {
    "question": "thread",
    "thread": "thread",
    "idea": "idea",
    "alert": "alert",
    "topic": "topic",
    "service": "service",
    "person": "person",
    "people": "person",
}
_NARROWING: dict[str, Callable[[str], dict[str, str]]] = {
    "tag": lambda value: {"tag": value},
    "topic": lambda value: {"topic": value},
    "is": lambda value: _IS.get(value, {}),
    "kind": _kind,
}
