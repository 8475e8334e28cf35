"""Timed work: telling the many who have tools, or had them, that the rules change."""

from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.notifications.reactions import tell_some_of_rules
from forum.reputation.events import LadderRulesAnnounced


def tell_more_of_rules(event_id: int, after: int) -> None:
    """The next chunk of those who have tools, or had them."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, LadderRulesAnnounced):
            tell_some_of_rules(event, after=after)
