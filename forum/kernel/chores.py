"""What the kernel itself counts, checks and tidies up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from forum.kernel import limits, relay, repeats, tasks
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.events import Event, FailedDelivery, PublishedEvent
from forum.kernel.house import Finding
from forum.kernel.mail import undelivered
from forum.kernel.totals import StaleTotal

KEEP_FINISHED_WORK = timedelta(days=30)


def count_events() -> int:
    return db.scalar(select(func.count()).select_from(PublishedEvent)) or 0


@dataclass(frozen=True)
class GivenUp:
    """Something that could not be done even after many tries."""

    kind: str
    name: str
    number: int
    fault: str


def given_up() -> list[GivenUp]:
    """Deliveries, timed work and mails, oldest first in each kind."""
    letters = [GivenUp("event", f.reaction, f.event_id, f.error) for f in relay.dead_letters()]
    work = [GivenUp("work", w.name, w.id, w.error or "") for w in tasks.dead_work()]
    mails = [GivenUp("mail", m.kind, m.id, m.error or "") for m in undelivered.dead_mails()]
    return letters + work + mails


def try_again() -> None:
    """Give everything that was given up another first attempt."""
    for letter in relay.dead_letters():
        relay.revive(letter)
    tasks.revive_dead()
    undelivered.revive_dead()


def tidy_up() -> None:
    """Forget limits that have ended, answers kept for a day, and work done long ago."""
    with writing():
        limits.forget_old_windows()
        repeats.forget_old_answers()
    tasks.forget_finished(now() - KEEP_FINISHED_WORK)


def check_deliveries() -> Iterable[Finding]:
    """No delivery was given up, and no total has been left stale while nothing waits."""
    for letter in relay.dead_letters():
        yield Finding("deliveries", f"{letter.reaction} gave up event {letter.event_id}.")
    if not relay.waiting() and (stale := db.scalar(select(func.count()).select_from(StaleTotal))):
        yield Finding("deliveries", f"{stale} totals are stale: run folkmoot settle.")


def check_kinds() -> Iterable[Finding]:
    """Every event in the ledger is of a kind this code knows."""
    kinds = select(PublishedEvent.kind, func.count()).group_by(PublishedEvent.kind)
    for kind, count in db.execute(kinds):
        if kind not in Event.kinds:
            yield Finding("events", f"{count} events are of the unknown kind {kind}.")


def check_failures() -> Iterable[Finding]:
    """A failed delivery always belongs to an event that still waits, or is a dead letter."""
    alive = select(FailedDelivery).where(FailedDelivery.dead_at.is_(None))
    for failure in db.scalars(alive):
        if failure.retry_at < now() - timedelta(hours=1):
            yield Finding("deliveries", f"{failure.reaction} has not been tried again in time.")
