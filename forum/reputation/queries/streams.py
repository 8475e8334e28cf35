"""What else happened in the stream of an event: before it, and after it if it comes late."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.events import Event, Origin, Pending, PublishedEvent
from forum.reputation.earning import EARNING
from forum.reputation.resting import MOVES, Leaving, Returning
from forum.threads.events import ThreadEvent
from forum.threads.models import Answer

MOVING = [event.kind for event in MOVES]
EARNING_KINDS = [event.kind for event in EARNING]


def turned_with(event: Leaving | Returning) -> set[int]:
    """The post that left or came back; with a question all its answers too."""
    if event.post_id != event.thread_id:
        return {event.post_id}
    return {event.thread_id, *db.scalars(_answers_in(event.thread_id))}


def moves_before(event: Leaving | Returning, posts: set[int]) -> Iterator[ThreadEvent]:
    """What left and came back in the thread before, as far as it is about these posts."""
    about = PublishedEvent.subject_id.in_({event.thread_id, *posts})
    wanted = select(PublishedEvent).where(about, PublishedEvent.kind.in_(MOVING))
    for row in db.scalars(_in_order(wanted.where(PublishedEvent.id < event.event_id))):
        earlier = row.event
        if isinstance(earlier, MOVES) and earlier.post_id in {event.thread_id, *posts}:
            yield earlier


def missed_by(event: Event) -> list[Event]:
    """What was delivered before this event and came after it: none, unless it had been given up.

    `folkmoot` brings a given-up delivery back when its fault is mended; meanwhile the stream went
    on without it.
    """
    waiting = db.get(Pending, event.event_id)
    if waiting is None or waiting.retry_at is None:
        return []
    later = select(PublishedEvent).outerjoin(Pending, Pending.event_id == PublishedEvent.id)
    later = later.where(PublishedEvent.id > event.event_id, Pending.event_id.is_(None))
    later = later.where(PublishedEvent.kind.in_(EARNING_KINDS), _about_the_same(event))
    later = later.where(PublishedEvent.origin != Origin.IMPORT)
    return [known for row in db.scalars(_in_order(later)) if (known := row.event)]


def _about_the_same(event: Event) -> Any:
    if not isinstance(event, ThreadEvent):
        return PublishedEvent.subject_id == event.subject_id
    answers = PublishedEvent.subject_id.in_(_answers_in(event.thread_id))
    return (PublishedEvent.subject_id == event.thread_id) | answers


def _answers_in(thread_id: int) -> Any:
    return select(Answer.id).where(Answer.thread_id == thread_id)


def _in_order(rows: Any) -> Any:
    return rows.order_by(PublishedEvent.id)
