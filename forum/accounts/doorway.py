"""The one way into an empty place: a link, printed once, that makes the first administrator.

Its secret is computed from the row and the secret key, never stored; whoever becomes an
administrator in any way ends it.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from forum.accounts.seals import is_sealed, seal
from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Missing
from forum.kernel.site import FIRST_DAY, SiteSetting

LASTS = timedelta(days=7)
DEAD = (
    "This link has been used, or it is too old. The person who keeps the machine can run "
    "“folkmoot init” again: while nobody is here it prints a new one."
)


def begin() -> bool:
    """Have a link that works; True when this place never had one before."""
    facts = {"nonce": secrets.token_hex(16), "ends_at": (now() + LASTS).isoformat()}
    if insert_once(SiteSetting, name=FIRST_DAY, value=facts, version=1):
        return True
    row = db.get_one(SiteSetting, FIRST_DAY, with_for_update=True)
    if not _is_live(row.value):
        row.value, row.version = facts, row.version + 1
    return False


def path() -> str:
    """Where the link leads."""
    return f"/first-day/{seal(_words(db.get_one(SiteSetting, FIRST_DAY).value))}"


def check(claimed: str) -> None:
    """Raises Missing for a link that is used up, too old, or was never ours."""
    facts = db.scalar(select(SiteSetting.value).where(SiteSetting.name == FIRST_DAY))
    if not facts or not _is_live(facts) or not is_sealed(_words(facts), claimed):
        raise Missing(DEAD)


def use(claimed: str) -> None:
    """Close the door behind the one who comes in. Raises Missing for whoever is second."""
    check(claimed)
    if not _end():
        raise Missing(DEAD)


def close_behind(role: Role) -> None:
    """Somebody has become this: from the first administrator on the link opens nothing."""
    if role == Role.ADMIN:
        _end()


def _end() -> bool:
    gone = delete(SiteSetting).where(SiteSetting.name == FIRST_DAY)
    return bool(db.execute(gone, execution_options=SILENT).rowcount)  # type: ignore[attr-defined]


def _is_live(facts: dict[str, Any]) -> bool:
    return datetime.fromisoformat(facts["ends_at"]) > now()


def _words(facts: dict[str, Any]) -> str:
    return f"first day:{facts['nonce']}"
