"""People who are called by name in a text, as in `@Ben Hallam`: who is meant, where they are."""

import re
from collections.abc import Container, Iterator
from itertools import islice
from unicodedata import normalize

from forum.accounts.names import name_key, person_path
from forum.accounts.queries import people_called
from forum.kernel.text import NONE
from forum.kernel.written import Written, write_up

MOST_CALLS = 20
MOST_WORDS = 4
_WORDS = rf"[^\s@]{{1,60}}(?: [^\s@]{{1,60}}){{0,{MOST_WORDS - 1}}}"
CALL = re.compile(rf"(?<![\w@/.])@({_WORDS})")
OWN = re.compile(r"['’]s$")
AFTER_A_NAME = ".,;:!?)]}*_~'’\"”»…"


def write_up_naming(source: str, pictures: Container[str] = NONE) -> Written:
    """Like `write_up`; whoever it calls by name is linked, and stands in `named`."""
    calls = _calls_in(source)
    people = people_called({name_key(name) for name in calls}) if calls else {}
    meant = {f"@{name}": people[key] for name in calls if (key := name_key(name)) in people}
    ways = {words: person_path(name) for words, (_, name) in meant.items()}
    body = write_up(source, ways, pictures)
    named = [id_ for id_, name in meant.values() if f'href="{person_path(name)}"' in body.html]
    return Written(body.source, body.html, body.renderer, tuple(dict.fromkeys(named)))


def _calls_in(source: str) -> list[str]:
    """What may be a name, as it was typed: up to four words behind each of the first signs."""
    found = (normalize("NFC", one[1]) for one in islice(CALL.finditer(source), MOST_CALLS))
    names = dict.fromkeys(name for words in found for name in _beginnings(words))
    return [name for name in names if name and name.isprintable()]


def _beginnings(words: str) -> Iterator[str]:
    parts = words.split(" ")
    for length in range(1, len(parts) + 1):
        name = " ".join(parts[:length])
        yield from (name, bare := name.rstrip(AFTER_A_NAME), OWN.sub("", bare))
