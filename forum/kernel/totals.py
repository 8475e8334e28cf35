"""Totals that are read from ledgers: rows say which are stale, one drain recomputes them."""

from collections.abc import Iterable
from typing import cast

from flask import current_app
from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model, database, db, writing

CHUNK = 500


class StaleTotal(Model):
    __tablename__ = "stale_total"
    __privacy__ = {"projection": "code"}

    projection: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def mark_stale(projection: str, keys: Iterable[int]) -> None:
    """The totals of these keys are recomputed soon; sorted, so that two markers cannot deadlock.

    A row that is there already is locked, or a drain running now could take it and not yet
    see what made the total stale again.
    """
    stale = [{"projection": projection, "key": key} for key in sorted(set(keys))]
    if stale:
        insert = sqlite.insert if database().is_sqlite else postgresql.insert
        rows = insert(cast(Table, StaleTotal.__table__))
        primary, locked = ["projection", "key"], {"key": rows.excluded.key}
        db.execute(rows.on_conflict_do_update(index_elements=primary, set_=locked), stale)


def refresh_all() -> None:
    """Until none is stale."""
    while refresh_stale():
        pass


def refresh_stale() -> int:
    """Recompute a chunk of stale totals; how many keys were taken."""
    rows = select(StaleTotal.projection, StaleTotal.key).limit(CHUNK)
    if not db.execute(rows.limit(1)).first():
        db.rollback()
        return 0
    with writing():
        taken = [(r.projection, r.key) for r in db.execute(rows.with_for_update(skip_locked=True))]
        db.execute(
            delete(StaleTotal).where(tuple_(StaleTotal.projection, StaleTotal.key).in_(taken))
        )
        for projection in sorted({name for name, _ in taken}):
            keys = sorted(key for name, key in taken if name == projection)
            current_app.extensions["house"].totals[projection](keys)
    return len(taken)
