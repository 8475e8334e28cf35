"""Keeps passwords as argon2id hashes; two are computed at once, because each takes 46 MB.

The parameters are those OWASP's Password Storage Cheat Sheet gives first for argon2id.
"""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB = 47_104
ROUNDS = 1
LANES = 1
AT_ONCE = 2

TURNS = BoundedSemaphore(AT_ONCE)
NOBODYS = (
    f"$argon2id$v=19$m={MEMORY_KIB},t={ROUNDS},p={LANES}$"
    "Tm9ib2R5LW5vYm9keS1ubw$Tm9ib2R5IGhhcyB0aGlzIHBhc3N3b3JkLCBldmVyISE"
)

HASHER = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)


def hashed(password: str) -> str:
    """What is stored of a password."""
    with TURNS:
        return HASHER.hash(_spelled(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password. Without a stored one it takes as long, and is never right."""
    with TURNS:
        try:
            return HASHER.verify(stored or NOBODYS, _spelled(password)) and stored is not None
        except (InvalidHashError, VerificationError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with other parameters than those of today."""
    return HASHER.check_needs_rehash(stored)


def _spelled(password: str) -> bytes:
    """The same letters typed on two kinds of keyboard are the same password."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
