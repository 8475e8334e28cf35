"""Counting everything again from the rows, after a restore or when doctor found something."""

from typing import Any, cast

from sqlalchemy import update

from forum.kernel.db import SILENT, db
from forum.threads.queries.counters import COUNTERS, Counter


def recount() -> int:
    """How many rows were wrong; they are right afterwards."""
    return sum(_recount(counter) for counter in COUNTERS)


def _recount(counter: Counter) -> int:
    right = update(counter.model).where(counter.is_wrong).values({counter.name: counter.truth})
    return cast(int, cast(Any, db.execute(right, execution_options=SILENT)).rowcount)
