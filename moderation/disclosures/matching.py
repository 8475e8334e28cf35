"""What would tell who asked, looked for in a text that everybody is to read."""

import re
from collections.abc import Iterable

PHONE = re.compile(r"\+?\d[\d ()/.-]{6,18}\d")
NOT_DIGITS = re.compile(r"\D")
FEWEST_DIGITS = 7


def phones_in(text: str) -> set[str]:
    """The digits of whatever may be a telephone number."""
    found = {NOT_DIGITS.sub("", one) for one in PHONE.findall(text)}
    return {digits for digits in found if len(digits) >= FEWEST_DIGITS}


def stands_in(text: str, told: Iterable[str]) -> list[str]:
    """Which of these names, addresses and numbers stand in the text, however they are spaced."""
    plain = " ".join(text.casefold().split())
    digits = phones_in(text)
    return [one for one in told if one and (_words(one) in plain or _ends(one, digits))]


def _words(one: str) -> str:
    return " ".join(one.casefold().split())


def _ends(one: str, digits: set[str]) -> bool:
    """A number with and without the code of its country."""
    mine = NOT_DIGITS.sub("", one) if one.isdigit() else ""
    tail = mine[-FEWEST_DIGITS:]
    return bool(tail) and any(number.endswith(tail) for number in digits)
