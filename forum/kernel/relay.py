"""Delivers what was published: a stream in order, up to 20 events in one transaction.

Only when a reaction raises does it go event by event with a savepoint each, and only then
are `delivery` rows written. A reaction that failed gets no later event of that stream until
it succeeds or is a dead letter; the others go on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from flask import current_app, g
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import DBAPIError

from forum.kernel.clock import now
from forum.kernel.db import database, db, insert_once, is_worth_another_try, writing
from forum.kernel.events import (
    Delivery,
    Event,
    FailedDelivery,
    Origin,
    Pending,
    PublishedEvent,
    Reaction,
    acting_through,
    reaction_name,
)

BATCH = 20
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=2)

log = structlog.get_logger(__name__)


def deliver_due() -> int:
    """Deliver one batch of every stream that has something due; how many events were taken up."""
    return sum(_deliver_stream(stream) for stream in _due_streams())


def deliver_here(origin: Origin) -> None:
    """Deliver, in the transaction that is open, what it has published so far from this origin.

    For a town that is made in one piece: whatever fails, all of it fails.
    """
    published = select(PublishedEvent).join(Pending, Pending.event_id == PublishedEvent.id)
    published = published.where(PublishedEvent.origin == origin).order_by(PublishedEvent.id)
    while batch := db.scalars(published).all():
        for event in batch:
            for reaction in _reactions_to(event):
                _react(reaction, event)
        db.flush()
        db.execute(delete(Pending).where(Pending.event_id.in_([event.id for event in batch])))


def waiting() -> int:
    """Events that still have a reaction to come, now or later."""
    return db.scalar(select(func.count()).select_from(Pending)) or 0


def oldest_wait() -> datetime | None:
    """When the longest-waiting event happened."""
    oldest = select(func.min(PublishedEvent.happened_at)).join(
        Pending, Pending.event_id == PublishedEvent.id
    )
    return db.scalar(oldest)


def dead_letters() -> Sequence[FailedDelivery]:
    dead = select(FailedDelivery).where(FailedDelivery.dead_at.is_not(None))
    return db.scalars(dead.order_by(FailedDelivery.event_id)).all()


def revive(letter: FailedDelivery) -> None:
    """Give a dead letter another first attempt."""
    event = db.get_one(PublishedEvent, letter.event_id)
    insert_once(Pending, event_id=event.id, stream=event.stream, retry_at=now())
    for name in _names(event) - {letter.reaction}:
        insert_once(Delivery, event_id=event.id, reaction=name)
    db.delete(letter)


def _due_streams() -> list[str]:
    due = or_(Pending.retry_at.is_(None), Pending.retry_at <= now())
    oldest = func.min(Pending.event_id)
    streams = select(Pending.stream).where(due).group_by(Pending.stream).order_by(oldest).limit(50)
    found = list(db.scalars(streams))
    db.rollback()
    return found


def _deliver_stream(stream: str) -> int:
    try:
        with writing():
            return _deliver_batch(stream)
    except Exception as error:
        if isinstance(error, DBAPIError) and is_worth_another_try(error):
            return 0
        log.warning("delivering one by one", stream=stream, error=type(error).__name__)
    with writing():
        return _deliver_carefully(stream)


def _deliver_batch(stream: str) -> int:
    if not _is_mine(stream):
        return 0
    if _is_troubled(stream):
        return _deliver_carefully(stream)
    batch = _batch(stream, BATCH)
    for published in batch:
        for reaction in _reactions_to(published):
            _react(reaction, published)
    db.flush()
    db.execute(delete(Pending).where(Pending.event_id.in_([p.id for p in batch])))
    return len(batch)


def _is_mine(stream: str) -> bool:
    """One deliverer a stream: PostgreSQL's advisory lock; SQLite has one writer anyway."""
    if database().is_sqlite:
        return True
    return bool(db.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(stream, 0)))))


def _is_troubled(stream: str) -> bool:
    failed = select(Pending.event_id).where(Pending.stream == stream, Pending.retry_at.is_not(None))
    return db.scalar(failed.limit(1)) is not None


def _batch(stream: str, most: int) -> Sequence[PublishedEvent]:
    waiting_here = (
        select(PublishedEvent)
        .join(Pending, Pending.event_id == PublishedEvent.id)
        .where(Pending.stream == stream)
        .order_by(PublishedEvent.id)
        .limit(most)
    )
    return db.scalars(waiting_here).all()


def _react(reaction: Reaction, published: PublishedEvent) -> None:
    event = published.event
    if event is None:
        return
    g.request_id = published.request_id
    with acting_through(published.channel, origin=Origin(published.origin)):
        reaction(event)


def _reactions_to(published: PublishedEvent) -> list[Reaction]:
    table = current_app.extensions["house"].reactions
    kinds = Event.kinds[published.kind].__mro__ if published.kind in Event.kinds else ()
    found = [reaction for kind in kinds for reaction in table.get(kind, ())]
    return [r for r in found if published.origin in getattr(r, "origins", {Origin.LIVE})]


def _names(published: PublishedEvent) -> set[str]:
    return {reaction_name(reaction) for reaction in _reactions_to(published)}


def _deliver_carefully(stream: str) -> int:
    if not _is_mine(stream):
        return 0
    held_back: set[str] = set()
    batch = _batch(stream, 10 * BATCH)
    for published in batch:
        for reaction in _reactions_to(published):
            _deliver_one(reaction, published, held_back)
        _settle(published)
    return len(batch)


def _deliver_one(reaction: Reaction, published: PublishedEvent, held_back: set[str]) -> None:
    name = reaction_name(reaction)
    failed = db.get(FailedDelivery, (published.id, name))
    if db.get(Delivery, (published.id, name)) or (failed and failed.dead_at):
        return
    if name in held_back or (failed and failed.retry_at > now()):
        held_back.add(name)
        return
    if not _try(reaction, published, failed):
        held_back.add(name)


def _try(reaction: Reaction, published: PublishedEvent, failed: FailedDelivery | None) -> bool:
    name = reaction_name(reaction)
    try:
        with db.begin_nested():
            _react(reaction, published)
            db.flush()
    except Exception as error:
        log.exception("a reaction failed", reaction=name, event_id=published.id)
        return _note_failure(name, published, failed, type(error).__name__)
    db.add(Delivery(event_id=published.id, reaction=name))
    if failed:
        db.delete(failed)
    return True


def _note_failure(
    name: str, published: PublishedEvent, failed: FailedDelivery | None, error: str
) -> bool:
    """Write down the attempt; True when it was the last one and later events may pass."""
    if failed is None:
        failed = FailedDelivery(event_id=published.id, reaction=name, attempts=0)
        db.add(failed)
    failed.attempts += 1
    failed.error = error
    failed.retry_at = now() + FIRST_WAIT * 2 ** (failed.attempts - 1)
    failed.dead_at = now() if failed.attempts >= MOST_ATTEMPTS else None
    return failed.dead_at is not None


def _settle(published: PublishedEvent) -> None:
    """Nothing left to come: the pending row goes. Otherwise it waits for the next attempt."""
    db.flush()
    delivered = set(db.scalars(select(Delivery.reaction).filter_by(event_id=published.id)))
    failures = db.scalars(select(FailedDelivery).filter_by(event_id=published.id)).all()
    dead = {failure.reaction for failure in failures if failure.dead_at}
    if _names(published) <= delivered | dead:
        db.execute(delete(Pending).where(Pending.event_id == published.id))
        db.execute(delete(Delivery).where(Delivery.event_id == published.id))
        return
    soonest = min((f.retry_at for f in failures if not f.dead_at), default=now() + FIRST_WAIT)
    db.execute(update(Pending).where(Pending.event_id == published.id).values(retry_at=soonest))
