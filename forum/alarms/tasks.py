"""What the worker does about alarms: it looks every minute, and calls the webhook."""

from forum.alarms import actions, queries
from forum.alarms.models import Alarm
from forum.alarms.webhook import call_webhook
from forum.kernel.db import db, fresh_reading, writing


def watch() -> None:
    """What is wrong is noted, and told when it lasts. The worker's own round calls it each minute:

    as rows of timed work these looks would be the most of that table.
    """
    with fresh_reading():
        found = queries.troubles()
    with writing():
        actions.note_troubles(found)


def call(alarm_id: int, is_over: bool) -> None:
    """Tell the webhook of one alarm; raises NotReached, so that it is tried again later."""
    alarm = db.get_one(Alarm, alarm_id)
    facts = {
        "alarm": alarm.id,
        "part": alarm.part,
        "state": "over" if is_over else "raised",
        "sentence": alarm.sentence,
        "since": alarm.since.isoformat(),
    }
    db.rollback()
    call_webhook(facts)
