"""Rows for timed work: each has a name, a slot that makes it unique, and a moment to run at.

A task is a plain function that calls one action. The row, not the broker, is the truth: it
is leased while it runs, and whoever finds an expired lease runs it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import Index, UniqueConstraint, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import SILENT, Model, db, insert_once, writing
from forum.kernel.events import acting_through
from forum.kernel.site import is_read_only

LEASE = timedelta(minutes=10)
SELDOM = timedelta(minutes=10)
MOST_ATTEMPTS = 6
WHILE_READ_ONLY = {"alarms.call"}

log = structlog.get_logger(__name__)

Task = Callable[..., None]


@dataclass(frozen=True)
class Every:
    """How often a task runs; its slots are whole multiples of the interval since 1970."""

    interval: timedelta
    task: Task


class Work(Model):
    __tablename__ = "work"
    __privacy__ = {"name": "code", "slot": "code", "facts": "facts", "error": "code"}
    __table_args__ = (
        UniqueConstraint("name", "slot"),
        Index("ix_work_done_at_run_at", "done_at", "run_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slot: Mapped[str]
    facts: Mapped[dict[str, Any]]
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    error: Mapped[str | None]


def plan(name: str, slot: str, *, at: datetime, **facts: Any) -> bool:
    """Have a task run once at a moment; planning the same slot again changes nothing."""
    return insert_once(Work, name=name, slot=slot, facts=facts, run_at=at, attempts=0)


def again(name: str, slot: str, *, at: datetime, **facts: Any) -> None:
    """Have a task run once more, whether it was done, given up, or never planned."""
    if plan(name, slot, at=at, **facts):
        return
    anew = {"done_at": None, "dead_at": None, "lease_until": None, "error": None}
    row = update(Work).where(Work.name == name, Work.slot == slot)
    db.execute(row.values(attempts=0, run_at=at, **anew), execution_options=SILENT)


def plan_schedule() -> None:
    """Plan the current slot of everything in SCHEDULE."""
    schedule: dict[str, Every] = current_app.extensions["house"].schedule
    current = {name: _slot(every, now()) for name, every in schedule.items()}
    known = select(Work.name, Work.slot).where(Work.slot.in_([str(s) for s in current.values()]))
    planned = {(name, slot) for name, slot in db.execute(known)}
    missing = {n: s for n, s in current.items() if (n, str(s)) not in planned}
    if not missing:
        return
    with writing():
        for name, slot in missing.items():
            plan(name, str(slot), at=now())


def due() -> list[int]:
    """Ids of the work whose moment has come and that nobody holds; what takes long comes last.

    While the site is read-only only those tasks run that tell its administrators how it is.
    """
    return [work_id for work_id, _ in due_by_length()]


def due_by_length() -> list[tuple[int, bool]]:
    """The same, each with whether it takes long."""
    free = or_(Work.lease_until.is_(None), Work.lease_until < now())
    long = Work.name.in_(_lengthy())
    rows = select(Work.id, long).where(_open(), Work.run_at <= now(), free)
    if is_read_only():
        rows = rows.where(Work.name.in_(WHILE_READ_ONLY))
    found = db.execute(rows.order_by(long, Work.run_at, Work.id).limit(100)).all()
    db.rollback()
    return [(work_id, bool(is_long)) for work_id, is_long in found]


def is_under_way(work_id: int) -> bool:
    """Neither done, nor given up, nor put off to a later moment."""
    rows = select(Work.id).where(Work.id == work_id, _open(), Work.run_at <= now())
    return db.scalar(rows) is not None


def run(work_id: int) -> bool:
    """Lease the row, run its task, mark it done; False when somebody else has it."""
    claimed = _claim(work_id)
    if claimed is None:
        return False
    name, facts = claimed
    try:
        with acting_through("timer"):
            _task(name)(**facts)
    except Exception as error:
        log.exception("timed work failed", task=name, work_id=work_id)
        _note_failure(work_id, type(error).__name__)
        return True
    with writing():
        db.execute(update(Work).where(Work.id == work_id).values(done_at=now(), lease_until=None))
    return True


def forget_finished(before: datetime) -> None:
    """Work done long ago says nothing any more."""
    with writing():
        db.query(Work).where(Work.done_at < before).delete()


def last_done(name: str) -> datetime | None:
    """When work of this name was finished last, as far as we remember it."""
    return db.scalar(select(func.max(Work.done_at)).where(Work.name == name))


def dead() -> int:
    """How many pieces of work were given up."""
    return db.scalar(select(func.count()).where(Work.dead_at.is_not(None))) or 0


def dead_work() -> Sequence[Work]:
    return db.scalars(select(Work).where(Work.dead_at.is_not(None)).order_by(Work.id)).all()


def revive_dead() -> None:
    """Give dead work another first attempt."""
    for work in dead_work():
        work.dead_at, work.attempts, work.run_at = None, 0, now()


def _lengthy() -> set[str]:
    """Whatever has all the time of the hour, and what its room says takes long."""
    house = current_app.extensions["house"]
    seldom = {name for name, every in house.schedule.items() if every.interval >= SELDOM}
    return seldom | set(house.lengthy)


def _open() -> Any:
    return (Work.done_at.is_(None)) & (Work.dead_at.is_(None))


def _slot(every: Every, moment: datetime) -> int:
    return int(moment.timestamp() // every.interval.total_seconds())


def _claim(work_id: int) -> tuple[str, dict[str, Any]] | None:
    free = or_(Work.lease_until.is_(None), Work.lease_until < now())
    lease = (
        update(Work)
        .where(Work.id == work_id, _open(), free)
        .values(lease_until=now() + LEASE, attempts=Work.attempts + 1)
        .returning(Work.name, Work.facts)
    )
    with writing():
        row = db.execute(lease, execution_options=SILENT).one_or_none()
    return (row.name, row.facts) if row else None


def _task(name: str) -> Task:
    house = current_app.extensions["house"]
    if name in house.schedule:
        task: Task = house.schedule[name].task
        return task
    planned: Task = house.planned[name]
    return planned


def _note_failure(work_id: int, error: str) -> None:
    with writing():
        work = db.get_one(Work, work_id)
        work.error = error
        work.lease_until = None
        work.run_at = now() + timedelta(seconds=5 * 2**work.attempts)
        work.dead_at = now() if work.attempts >= MOST_ATTEMPTS else None
