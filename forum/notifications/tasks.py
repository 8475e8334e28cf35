"""Timed work: telling the many who follow one question or stand behind one idea."""

from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.notifications.reactions import Followed, tell_some_followers


def tell_more_followers(event_id: int, after: int) -> None:
    """The next chunk of those who follow it."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, Followed):
            tell_some_followers(event, after=after)
