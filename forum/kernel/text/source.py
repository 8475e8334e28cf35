"""What people send as text: which characters can be kept, and how long it may be."""

import re
from unicodedata import combining, normalize

LONGEST = 30_000
TOO_LONG = "Your text is too long. It can have at most 30,000 characters."
MOST_STACKED = 50
# Control characters, halves of characters and non-characters: no database, page or feed takes all
# of them. Tab and the two line ends are fine.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Unreadable(ValueError):
    """The text cannot be kept as it is; says why in a sentence the person can act on."""


def tidy(source: str) -> str:
    """The text with one kind of line end and one spelling of each letter (Unicode NFC).

    Unreadable when it holds what no page can show. Length is not judged here.
    """
    if UNSTORABLE.search(source):
        raise Unreadable(
            "Your text holds a hidden character that we cannot keep. "
            "Remove it, or paste your text again as plain text."
        )
    if is_stacked(source):
        raise Unreadable("Your text puts too many accents on one letter. Take some away.")
    return normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))


def storable(text: str) -> str:
    """Any text from outside with what cannot be kept taken out; for what nobody can write anew."""
    kept = UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if is_stacked(kept):
        kept = "".join(sign for sign in kept if not combining(sign))
    return normalize("NFC", kept)


def tidy_post(source: str) -> str:
    """The tidied text of a post, or Unreadable when it is too long."""
    if len(source) > LONGEST or len(text := tidy(source)) > LONGEST:
        raise Unreadable(TOO_LONG)
    return text


def is_stacked(text: str) -> bool:
    """Whether one letter carries so many accents that putting them in order takes a second."""
    if text.isascii():
        return False

    run = 0
    for sign in text:
        run = run + 1 if combining(sign) else 0
        if run > MOST_STACKED:
            return True
    return False
