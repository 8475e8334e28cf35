"""Which passwords are too easy to guess. There is no rule about kinds of signs.

`common_passwords.txt` holds passwords and words that people choose most; a word with a few
digits or signs around it counts as the word.
"""

import unicodedata
from functools import cache
from pathlib import Path

SHORTEST = 8
LONGEST = 200
LONG_ENOUGH = 15
TELLING = 4
TOO_SHORT = "Use at least 8 characters. Three words work well."
COMMON = "Many people use this password. Choose a rarer one."
TELLS = "Leave your name and your e-mail address out of your password."
LIST = Path(__file__).parent / "common_passwords.txt"


def fault_of_password(password: str, *, name: str, email: str) -> str:
    """The sentence to show, empty when the password may be used by this person."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    checks = (
        (len(plain) >= SHORTEST, TOO_SHORT),
        (not _is_common(plain), COMMON),
        (not any(part in plain for part in _telling_parts(name, email)), TELLS),
    )
    return next((sentence for is_fine, sentence in checks if not is_fine), "")


def _is_common(plain: str) -> bool:
    if plain in _common() or len(set(plain)) <= 2:
        return True
    return len(plain) < LONG_ENOUGH and _word_inside(plain) in _common()


def _word_inside(plain: str) -> str:
    letters = [place for place, sign in enumerate(plain) if sign.isalpha()]
    return plain[letters[0] : letters[-1] + 1] if letters else ""


def _telling_parts(name: str, email: str) -> list[str]:
    local = email.rpartition("@")[0]
    parts = [*name.split(), name.replace(" ", ""), local, email]
    return [part.casefold() for part in parts if len(part) >= TELLING]


@cache
def _common() -> frozenset[str]:
    return frozenset(LIST.read_text("utf-8").split())
