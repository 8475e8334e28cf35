"""Signed keys that open one ticket to the person who wrote it, without an account.

A key is worth an hour after a check of reference and e-mail, and a month in a mail, which only
its reader has. Nothing is stored; a key says which ticket and nothing about the person.
"""

from datetime import timedelta
from typing import Any, cast

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

LASTS = {"check": timedelta(hours=1), "mail": timedelta(days=30)}


def key_to(ticket_id: int, *, purpose: str = "check") -> str:
    return str(_signer(purpose).dumps([ticket_id]))


def ticket_opened_by(key: str | None) -> int | None:
    """The id of the ticket a key opens; None for no key, an old one or a forged one."""
    for purpose, lasts in LASTS.items() if key else ():
        try:
            opened: Any = _signer(purpose).loads(key or "", max_age=int(lasts.total_seconds()))
        except BadData:
            continue
        return cast(int, opened[0])
    return None


def _signer(purpose: str) -> URLSafeTimedSerializer:
    older = current_app.config["SECRET_KEY_FALLBACKS"]
    keys = [*reversed(older), current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=f"ticket by {purpose}")
