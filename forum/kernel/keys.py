"""Signed keys that open one thing to the person it belongs to, without an account.

Nothing is stored; a key says which thing and nothing about the person. `salt` names what is
opened and by which way the key was given, so that a key for one is worth nothing for another.
"""

import hmac
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from flask import current_app
from itsdangerous import BadData, Signer, URLSafeSerializer, URLSafeTimedSerializer

MARK_SIGNS = 32


def key_to(*ids: int, salt: str) -> str:
    """`ids` begin with what it opens; the others say what has to hold for that."""
    return str(_signer(salt).dumps(list(ids)))


def opened_by(key: str | None, *, salt: str, lasts: timedelta) -> int | None:
    """The id of what a key opens; None for no key, an old one or a forged one."""
    return next(iter(ids_in(key, salt=salt, lasts=lasts)), None)


def ids_in(key: str | None, *, salt: str, lasts: timedelta) -> list[int]:
    """All that a key names; nothing for no key, an old one or a forged one."""
    if not key:
        return []
    try:
        opened: Any = _signer(salt).loads(key, max_age=int(lasts.total_seconds()))
    except BadData:
        return []
    return cast(list[int], opened)


def lasting_signer(salt: str) -> URLSafeSerializer:
    """For links in mails that end only with their secret key."""
    return URLSafeSerializer(_secrets(), salt=salt)


def mark_of(text: str, *, salt: str) -> str:
    """128 bits in letters and digits that nobody else can make for this text, in small letters:
    for places where capitals get lost, like the addresses of mails.
    """
    return _mark(text, salt, current_app.config["SECRET_KEY"])


def bears(text: str, mark: str, *, salt: str) -> bool:
    """Whether a mark is ours for this text; those of older secret keys still are."""
    known = (_mark(text, salt, secret).encode() for secret in _secrets())
    return any(hmac.compare_digest(one, mark.lower().encode()) for one in known)


def _mark(text: str, salt: str, secret: str) -> str:
    key = Signer(secret, salt=salt, key_derivation="hmac", digest_method=sha256).derive_key()
    return hmac.new(key, text.encode(), sha256).hexdigest()[:MARK_SIGNS]


def _signer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secrets(), salt=salt)


def _secrets() -> list[str]:
    """The last one signs; links signed with those before it still work."""
    older = current_app.config["SECRET_KEY_FALLBACKS"]
    return [*reversed(older), current_app.config["SECRET_KEY"]]
