"""Counting everything again from the rows, after a restore or when doctor found something."""

from typing import Any, cast

from sqlalchemy import update

from forum.kernel.db import db, writing
from forum.threads.actions.counting import SILENT
from forum.threads.queries.counters import COUNTERS, Counter


def rebuild_counters() -> int:
    """How many rows were wrong; they are right afterwards."""
    with writing():
        return sum(_rebuild(counter) for counter in COUNTERS)


def _rebuild(counter: Counter) -> int:
    right = update(counter.model).where(counter.is_wrong).values({counter.name: counter.truth})
    return cast(int, cast(Any, db.execute(right, execution_options=SILENT)).rowcount)
