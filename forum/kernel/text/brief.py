"""In short: how many words a text has, and how its first sentence reads."""

import re

_GAPS = re.compile(r"[\u200b\u2012-\u2015…|/\\]+|[,;:،؛](?=[^\W\d])")
_END = re.compile(r"(?<=[.!?؟])[\"”’)]?\s+(?![a-z])")


def count_words(text: str) -> int:
    """How many words somebody would count who reads it aloud.

    What stands between gaps is one word when it has a letter or a number in it, so that marks are
    none, and neither a hyphen nor the apostrophe of “i’r” parts one. Arabic vowel signs stay with
    their letters. A web address is one word.
    """
    return sum(_count_piece(piece) for piece in text.split())


def first_sentence(text: str) -> str:
    """Up to the first mark that ends a sentence, in one line; all of it when there is none."""
    line = " ".join(text.split())
    return _END.split(line, maxsplit=1)[0]


def _count_piece(piece: str) -> int:
    if "://" in piece:
        return 1
    return sum(any(sign.isalnum() for sign in part) for part in _GAPS.split(piece))
