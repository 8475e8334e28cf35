"""Words that only this house can have written, and secrets that only it can read again.

Both hang on the secret key; what was sealed or locked with an older one still opens.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32


def seal(words: str) -> str:
    """The signature of these words, 64 letters and digits."""
    return _signed(words, _keys()[0])


def seals_of(words: str) -> list[str]:
    """With the key of today and with each of those before it."""
    return [_signed(words, key) for key in _keys()]


def is_sealed(words: str, claimed: str) -> bool:
    """Whether we signed these words, with the key of today or one of those before it."""
    sent = claimed.encode("utf-8", "replace")
    return any(hmac.compare_digest(one.encode(), sent) for one in seals_of(words))


def lock(secret: bytes, *, about: str) -> str:
    """A secret that only this house reads again, for the same `about`: AES-256-GCM (RFC 5116)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    hidden = _cipher(_keys()[0]).encrypt(nonce, secret, about.encode())
    return urlsafe_b64encode(nonce + hidden).decode()


def unlocked(locked: str, *, about: str) -> bytes | None:
    """The secret again; None for anything that we did not lock for this."""
    from cryptography.exceptions import InvalidTag

    try:
        body = urlsafe_b64decode(locked.encode("utf-8", "replace"))
    except ValueError:
        return None
    for key in _keys():
        # Neither what was changed nor what is too short ends in anything but "no".
        with suppress(InvalidTag, ValueError):
            nonce, hidden = body[:NONCE_BYTES], body[NONCE_BYTES:]
            return _cipher(key).decrypt(nonce, hidden, about.encode())
    return None


def _keys() -> list[str]:
    """The key of today first."""
    older = current_app.config["SECRET_KEY_FALLBACKS"]
    return [cast(str, current_app.secret_key), *older]


def _signed(words: str, key: str) -> str:
    return hmac.new(key.encode(), words.encode("utf-8", "replace"), "sha256").hexdigest()


def _cipher(key: str) -> "AESGCM":
    """Its key is made from the secret key for this one use (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"folkmoot: locked secrets")
    return AESGCM(made.derive(key.encode()))
