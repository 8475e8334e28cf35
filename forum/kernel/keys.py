"""Signed keys that open one thing to the person it belongs to, without an account.

Nothing is stored; a key says which thing and nothing about the person. `salt` names what is
opened and by which way the key was given, so that a key for one is worth nothing for another.
"""

from datetime import timedelta
from typing import Any, cast

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer


def key_to(id_: int, *, salt: str) -> str:
    return str(_signer(salt).dumps([id_]))


def opened_by(key: str | None, *, salt: str, lasts: timedelta) -> int | None:
    """The id of what a key opens; None for no key, an old one or a forged one."""
    try:
        opened: Any = _signer(salt).loads(key or "", max_age=int(lasts.total_seconds()))
    except BadData:
        return None
    return cast(int, opened[0])


def lasting_signer(salt: str) -> URLSafeSerializer:
    """For links in mails that end only with their secret key."""
    return URLSafeSerializer(_secrets(), salt=salt)


def _signer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secrets(), salt=salt)


def _secrets() -> list[str]:
    """The last one signs; links signed with those before it still work."""
    older = current_app.config["SECRET_KEY_FALLBACKS"]
    return [*reversed(older), current_app.config["SECRET_KEY"]]
