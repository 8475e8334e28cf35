"""Signed keys that open one ticket to the person who wrote it, without an account.

A key is worth an hour after a check of reference and e-mail, and a month in a mail, which only
its reader has.
"""

from datetime import timedelta

from forum.kernel import keys

LASTS = {"check": timedelta(hours=1), "mail": timedelta(days=30)}


def key_to(ticket_id: int, *, purpose: str = "check") -> str:
    return keys.key_to(ticket_id, salt=_salt(purpose))


def ticket_opened_by(key: str | None) -> int | None:
    """The id of the ticket a key opens; None for no key, an old one or a forged one."""
    found = (keys.opened_by(key, salt=_salt(by), lasts=lasts) for by, lasts in LASTS.items())
    return next((ticket_id for ticket_id in found if ticket_id is not None), None)


def _salt(purpose: str) -> str:
    return f"ticket by {purpose}"
