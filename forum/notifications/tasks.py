"""Timed work: telling the many who follow a question, an idea or a service."""

from forum.alerts.events import AlertEvent
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.notifications.reactions import Followed, tell_some_followers, tell_some_of_alert


def tell_more_followers(event_id: int, after: int) -> None:
    """The next chunk of those who follow it."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, Followed):
            tell_some_followers(event, after=after)


def tell_more_of_alert(event_id: int, after: int) -> None:
    """The next chunk of a service that many people follow."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, AlertEvent):
            tell_some_of_alert(event, after=after)
