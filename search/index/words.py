"""Text as terms: small letters, no accents, no little words, and the stem of each word."""

from functools import lru_cache

from whoosh.analysis import (
    CharsetFilter,
    LowercaseFilter,
    RegexTokenizer,
    StemFilter,
    StopFilter,
)
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.lang.porter import stem
from whoosh.support.charset import accent_map

from search.documents import Document

LONGEST_TERM = 60
SAID = {True: "yes", False: "no", None: None}


@lru_cache(20_000)
def stemmed(word: str) -> str:
    """Whoosh remembers stems, too, but what it remembers breaks for good when two threads meet."""
    return str(stem(word))


_analyser = (
    RegexTokenizer(r"\w+")
    | LowercaseFilter()
    | StopFilter(minsize=2, maxsize=LONGEST_TERM)
    | CharsetFilter(accent_map)
    | StemFilter(stemmed, cachesize=None)
)


def terms(text: str) -> list[str]:
    """As they stand in the index, in their order."""
    return [token.text for token in _analyser(text)]


def plain(word: str) -> str:
    """A beginning of a word, without its stem taken."""
    return "".join(letter for letter in word.lower().translate(accent_map) if letter.isalnum())


def schema() -> Schema:
    """`words` is all of a document with its title, `title` the title alone."""
    return Schema(
        key=ID(unique=True, stored=True),
        title=TEXT(_analyser, phrase=False),
        words=TEXT(_analyser, phrase=True),
        kind=ID,
        visibility=ID(stored=True),
        topic=ID,
        tag=KEYWORD,
        solved=ID,
        official=ID,
        made_at=STORED,
        fingerprint=STORED,
    )


def fields_of(document: Document) -> dict[str, object]:
    made_at = document.made_at
    return {
        "key": key_of(document.kind, document.id),
        "title": document.title,
        "words": f"{document.title}\n{document.text}",
        "kind": document.kind,
        "visibility": document.visibility,
        "topic": document.topic,
        "tag": " ".join(document.tags),
        "solved": SAID[document.is_solved],
        "official": SAID[document.is_official],
        "made_at": made_at.timestamp() if made_at else 0.0,
        "fingerprint": document.fingerprint,
    }


def key_of(kind: str, id_: int) -> str:
    return f"{kind}:{id_}"


def read_key(key: str) -> tuple[str, int]:
    kind, _, number = key.rpartition(":")
    return kind, int(number)
