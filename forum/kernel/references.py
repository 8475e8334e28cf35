"""References that can be read aloud: how they are made, and read back with slips of the pen.

`FM-7K3QXN2D` is a prefix (`FM-` for tickets), seven random signs of Crockford's base 32 (no I, L,
O or U) and a check sign of the same alphabet. Each sign is a number of the field with 32 elements
(arithmetic modulo the polynomial x^5 + x^2 + 1); the check sign makes the sum of every sign times
its own power of two zero. So one wrong sign, and any two signs that changed places, are always
noticed.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS = 7
POLYNOMIAL = 0b100101
MISREAD = str.maketrans("OIL", "011")
SEPARATORS = str.maketrans("", "", " \t\r\n-_.\u00a0\u2010\u2011\u2012\u2013\u2014")


def new_reference(prefix: str) -> str:
    """A reference nobody can guess; whoever stores it sees to it that there is only one."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SIGNS))
    return prefix + signs + check_sign(signs)


def read_reference(text: str, prefix: str) -> str | None:
    """The reference somebody typed, as we write it; None when it cannot be one of ours.

    Small letters, spaces, hyphens and a missing prefix do not matter; O is read as 0, I and L as 1.
    """
    signs = text.translate(SEPARATORS).upper().translate(MISREAD)
    letters = prefix.rstrip("-")
    if len(signs) == RANDOM_SIGNS + 1 + len(letters):
        signs = signs.removeprefix(letters)
    if len(signs) != RANDOM_SIGNS + 1 or not set(signs) <= set(ALPHABET):
        return None
    return prefix + signs if check_sign(signs[:-1]) == signs[-1] else None


def check_sign(signs: str) -> str:
    """The sign that follows these."""
    total = 0
    for sign in signs:
        total = _doubled(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def _doubled(number: int) -> int:
    twice = number << 1
    return twice ^ POLYNOMIAL if twice > 31 else twice
