"""Reads what somebody typed into the search box: words, `word*`, and what narrows it down."""

from collections.abc import Callable
from dataclasses import dataclass

from search.index import Wanted, plain, terms

LONGEST = 200
MOST_WORDS = 10
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
    fields = {name: value for name, value in narrowed.items() if value}
    words, beginnings = [], []
    for part in text.split():
        name, _, value = part.partition(":")
        if value and name.lower() in _NARROWING:
            fields |= _NARROWING[name.lower()](value.lower())
        elif part.endswith("*") and len(plain(part)) >= SHORTEST_BEGINNING:
            beginnings.append(plain(part))
        else:
            words.append(part)
    return _asked(text, words[:MOST_WORDS], beginnings[:MOST_WORDS], fields, kind)


def _asked(
    text: str, words: list[str], beginnings: list[str], fields: dict[str, str], kind: str
) -> Asked:
    found = dict.fromkeys(terms(" ".join(words)))
    telling = [word for part in words for word in part.split() if terms(word)]
    return Asked(
        text=text,
        words=tuple(dict.fromkeys([*telling, *beginnings]))[:MOST_WORDS],
        wanted=Wanted(
            terms=tuple(found)[:MOST_WORDS],
            prefixes=tuple(dict.fromkeys(beginnings)),
            fields=tuple(sorted(fields.items())),
            kind=kind,
        ),
    )


_IS = {
    "solved": {"solved": "yes"},
    "open": {"solved": "no"},
    "official": {"official": "yes"},
}
_NARROWING: dict[str, Callable[[str], dict[str, str]]] = {
    "tag": lambda value: {"tag": value},
    "topic": lambda value: {"topic": value},
    "is": lambda value: _IS.get(value, {}),
}
