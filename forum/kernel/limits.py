"""Limits that protect: exact across processes and restarts, because they are rows.

A window is whole: 10 in 5 minutes means 10 from the first one until 5 minutes later.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import SILENT, Model, db, insert_once
from forum.kernel.errors import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `most` in `within`; `sentence` is what the person reads beyond it."""

    name: str
    most: int
    within: timedelta
    sentence: str


class LimitWindow(Model):
    __tablename__ = "limit_window"
    __privacy__ = {"name": "code", "key": "digest"}

    name: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


def check(limit: Limit, key: object, *, times: float = 1) -> None:
    """Raise TooMany when the limit is used up; only reads. `times` widens it for a person."""
    window = db.get(LimitWindow, (limit.name, _digest(key)))
    if window and window.ends_at > now() and window.used >= int(limit.most * times):
        raise TooMany(limit.sentence, wait=int((window.ends_at - now()).total_seconds()) + 1)


def spend(limit: Limit, key: object, *, times: float = 1) -> None:
    """Use up one; raise TooMany, in the write transaction, when there was none left."""
    digest, ends_at = _digest(key), now() + limit.within
    insert_once(LimitWindow, name=limit.name, key=digest, used=0, ends_at=ends_at)
    mine = (LimitWindow.name == limit.name) & (LimitWindow.key == digest)
    over = update(LimitWindow).where(mine, LimitWindow.ends_at <= now())
    db.execute(over.values(used=0, ends_at=ends_at), execution_options=SILENT)
    taken = update(LimitWindow).where(mine, LimitWindow.used < int(limit.most * times))
    used = db.execute(taken.values(used=LimitWindow.used + 1), execution_options=SILENT)
    if not used.rowcount:  # type: ignore[attr-defined]
        ends = db.scalar(select(LimitWindow.ends_at).where(mine)) or now()
        raise TooMany(limit.sentence, wait=int((ends - now()).total_seconds()) + 1)


def give_back(limit: Limit, key: object) -> None:
    """One that was used up turned out not to count."""
    mine = (LimitWindow.name == limit.name) & (LimitWindow.key == _digest(key))
    spent = update(LimitWindow).where(mine, LimitWindow.used > 0).values(used=LimitWindow.used - 1)
    db.execute(spent, execution_options=SILENT)


def forgive(limit: Limit, key: object) -> None:
    """Start again, for instance after a sign-in that succeeded."""
    db.execute(
        delete(LimitWindow).where(LimitWindow.name == limit.name, LimitWindow.key == _digest(key))
    )


def forget_old_windows() -> None:
    db.execute(delete(LimitWindow).where(LimitWindow.ends_at < now()))


def _digest(key: object) -> str:
    return hashlib.sha256(str(key).encode("utf-8", "replace")).hexdigest()[:32]
