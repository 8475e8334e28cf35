"""Signed keys that open one ticket to the person who wrote it, without an account.

A key is worth an hour after a check of reference and e-mail, and a month in a mail, which only
its reader has. One that a person is lent for what they brought in another way is worth an hour too,
and nothing as soon as they are not that person any more.
"""

from datetime import timedelta

from forum.kernel import keys
from forum.kernel.house import house

LASTS = {"check": timedelta(hours=1), "mail": timedelta(days=30)}
LENT, LENT_FOR = "connection", timedelta(hours=1)


def key_to(ticket_id: int, *, purpose: str = "check") -> str:
    return keys.key_to(ticket_id, salt=_salt(purpose))


def ticket_opened_by(key: str | None) -> int | None:
    """The id of the ticket a key opens; None for no key, an old one or a forged one."""
    found = (keys.opened_by(key, salt=_salt(by), lasts=lasts) for by, lasts in LASTS.items())
    known = next((ticket_id for ticket_id in found if ticket_id is not None), None)
    return known if known is not None else _still_lent(key)


def key_lent(ticket_id: int, *, person_id: int) -> str:
    """`person_id` is the way in which they came who is given it."""
    return keys.key_to(ticket_id, person_id, salt=_salt(LENT))


def is_lent(key: str | None) -> bool:
    """Whether it came by a connection; that says not whether it still opens anything."""
    return bool(_lent(key))


def _still_lent(key: str | None) -> int | None:
    found = _lent(key)
    return found[0] if found and any(holds(*found) for holds in house().ties) else None


def _lent(key: str | None) -> list[int]:
    return keys.ids_in(key, salt=_salt(LENT), lasts=LENT_FOR)


def _salt(purpose: str) -> str:
    return f"ticket by {purpose}"
