"""Keeps the alarms in step with what is wrong; each is told once, and once more when over."""

from collections.abc import Mapping

from forum.alarms.events import AlarmEnded, AlarmRaised
from forum.alarms.models import Alarm
from forum.alarms.queries import open_alarms
from forum.alarms.rules import Trouble
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.events import publish


def note_troubles(found: Mapping[str, Trouble]) -> None:
    """`found` holds every part that is not well; all others are well."""
    for part, trouble in found.items():
        insert_once(Alarm, part=part, sentence=trouble.sentence, since=now())
    for alarm in open_alarms(lock=True):
        if alarm.part in found:
            _tell_in_time(alarm, found[alarm.part])
        else:
            _end(alarm)


def _tell_in_time(alarm: Alarm, trouble: Trouble) -> None:
    if alarm.told_at or now() - alarm.since < trouble.patience:
        return

    alarm.sentence = trouble.sentence
    alarm.told_at = now()
    publish(AlarmRaised(actor_id=None, alarm_id=alarm.id))


def _end(alarm: Alarm) -> None:
    """What nobody was told of is forgotten."""
    if alarm.told_at is None:
        db.delete(alarm)
        return

    alarm.ended_at = now()
    publish(AlarmEnded(actor_id=None, alarm_id=alarm.id))
