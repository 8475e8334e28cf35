"""Timed work: telling the many who follow one question."""

from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.notifications.reactions import tell_some_followers
from forum.threads.events import ThreadAnswered


def tell_more_followers(event_id: int, after: int) -> None:
    """The next chunk of a thread that many people follow."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, ThreadAnswered):
            tell_some_followers(event, after=after)
