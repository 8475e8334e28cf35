"""Who is told of what happens in threads."""

from forum.alerts.events import AlertEvent
from forum.follows.queries import followers_of
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.kernel.tasks import plan
from forum.notifications.actions import mail_alert, tell
from forum.services.models import Service
from forum.threads.events import (
    AnswerAccepted,
    AnswerCommented,
    AnswerConfirmed,
    AnswerThanked,
    ThreadAnswered,
)
from forum.threads.models import Thread

CHUNK = 500
MORE_OF_ALERT = "notifications.tell_more_of_alert"
MORE_FOLLOWERS = "notifications.tell_more_followers"

here = serves(Origin.LIVE, Origin.DEMO)


@here
def tell_asker(event: ThreadAnswered) -> None:
    kind = "official_answer" if event.is_official else "answered"
    tell(kind, [_asker_of(event.thread_id)], event=event)


@here
def tell_followers(event: ThreadAnswered) -> None:
    tell_some_followers(event, after=0)


@here
def tell_of_comment(event: AnswerCommented) -> None:
    """Whoever wrote the answer and whoever asked: they are the ones in conversation."""
    tell("commented", [event.helper_id, _asker_of(event.thread_id)], event=event)


@here
def tell_helper(event: AnswerAccepted) -> None:
    tell("accepted", [event.helper_id], event=event)


@here
def tell_of_thanks(event: AnswerThanked) -> None:
    tell("thanked", [event.helper_id], event=event)


@here
def tell_of_confirmation(event: AnswerConfirmed) -> None:
    tell("confirmed", [event.helper_id], event=event)


@here
def tell_of_alert(event: AlertEvent) -> None:
    """Mail those who follow the service."""
    tell_some_of_alert(event, after=0)


def tell_some_of_alert(event: AlertEvent, *, after: int) -> None:
    """One chunk of those who follow the service; it plans the next."""
    service = db.get_one(Service, event.service_id)
    waiting = followers_of(service.subject_id, after=after, most=CHUNK + 1)
    now_told = waiting[:CHUNK]
    mail_alert(now_told, event=event)
    if len(waiting) > CHUNK:
        facts = {"event_id": event.event_id, "after": now_told[-1]}
        plan(MORE_OF_ALERT, f"{event.event_id}:{now_told[-1]}", at=now(), **facts)


def tell_some_followers(event: ThreadAnswered, *, after: int) -> None:
    """One chunk of those who follow the thread; it plans the next."""
    asker = _asker_of(event.thread_id)
    waiting = [id_ for id_ in followers_of(event.thread_id) if id_ > after]
    now_told = waiting[:CHUNK]
    tell("followed", [id_ for id_ in now_told if id_ != asker], event=event)
    if len(waiting) > CHUNK:
        facts = {"event_id": event.event_id, "after": now_told[-1]}
        plan(MORE_FOLLOWERS, f"{event.event_id}:{now_told[-1]}", at=now(), **facts)


def _asker_of(thread_id: int) -> int:
    return db.get_one(Thread, thread_id).author_id
