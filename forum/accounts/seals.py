"""Words that only this house can have written, and secrets that only it can read again.

Both hang on the secret key; what was sealed or locked with an older one still opens.
"""

import hmac
import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import cast

from flask import current_app

SALT_BYTES = 16


def seal(words: str) -> str:
    """The signature of these words, 64 letters and digits."""
    return _signed(words, _keys()[0])


def is_sealed(words: str, claimed: str) -> bool:
    """Whether we signed these words, with the key of today or one of those before it."""
    sent = claimed.encode("utf-8", "replace")
    return any(hmac.compare_digest(_signed(words, key).encode(), sent) for key in _keys())


def lock(secret: bytes, *, about: str) -> str:
    """A secret of at most 32 bytes, hidden and signed; it opens for the same `about` only.

    HMAC-SHA256 over a fresh salt makes the pad, as in a stream cipher with a block of its own for
    each secret; the signature over salt and hidden bytes comes last (encrypt, then sign).
    """
    salt = secrets.token_bytes(SALT_BYTES)
    hidden = _hidden(secret, _pad(_keys()[0], salt, about))
    body = f"{salt.hex()}.{hidden.hex()}"
    return f"{body}.{seal(_signed_words(body, about))}"


def unlocked(locked: str, *, about: str) -> bytes | None:
    """The secret again; None for anything that we did not lock for this."""
    salt, _, rest = locked.partition(".")
    hidden, _, claimed = rest.partition(".")
    words = _signed_words(f"{salt}.{hidden}", about)
    for key in _keys():
        if hmac.compare_digest(_signed(words, key).encode(), claimed.encode("utf-8", "replace")):
            pad = _pad(key, bytes.fromhex(salt), about)
            return _hidden(bytes.fromhex(hidden), pad)
    return None


def _keys() -> list[str]:
    """The key of today first."""
    older = current_app.config["SECRET_KEY_FALLBACKS"]
    return [cast(str, current_app.secret_key), *older]


def _signed(words: str, key: str) -> str:
    return hmac.new(key.encode(), words.encode("utf-8", "replace"), "sha256").hexdigest()


def _signed_words(body: str, about: str) -> str:
    return f"locked:{about}:{body}"


def _pad(key: str, salt: bytes, about: str) -> bytes:
    return hmac.new(key.encode(), b"pad:" + salt + about.encode(), sha256).digest()


def _hidden(text: bytes, pad: bytes) -> bytes:
    """The same deed hides and shows."""
    return bytes(_mixed(text, pad))


def _mixed(text: bytes, pad: bytes) -> Iterator[int]:
    if len(text) > len(pad):
        raise ValueError("Too long to be locked.")
    return (one ^ other for one, other in zip(text, pad, strict=False))
