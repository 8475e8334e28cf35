"""The letters to administrators: what is wrong, and that it is over."""

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.alarms.events import AlarmEnded, AlarmRaised
from forum.alarms.models import Alarm
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site

RAISED = """\
Something needs you at {site}: {part}.

{sentence}

It has been so since {since:%d %B %Y, %H:%M} UTC. We tell you again when it is over, and not before.
"""
ENDED = """\
It is over at {site}: {part} is well again since {ended:%d %B %Y, %H:%M} UTC.

What it was: {sentence}
"""


def alarm_raised(mail: OutgoingMail) -> Letter | None:
    """What is wrong; none when the recipient is no administrator any more."""
    return _letter(mail, "Needs you: {part}", RAISED)


def alarm_ended(mail: OutgoingMail) -> Letter | None:
    """It is over; to whoever is an administrator now."""
    return _letter(mail, "Over: {part}", ENDED)


def _letter(mail: OutgoingMail, subject: str, text: str) -> Letter | None:
    member = db.get(Member, int(mail.recipient.removeprefix("member:")))
    alarm = _alarm(mail)
    if alarm is None or member is None or not member.is_active or member.role != Role.ADMIN:
        return None
    if member.email is None:
        return None
    facts = {"part": alarm.part, "sentence": alarm.sentence, "since": alarm.since}
    written = text.format(site=site().name, ended=alarm.ended_at or alarm.since, **facts)
    return Letter(member.email, subject.format(part=alarm.part), written)


def _alarm(mail: OutgoingMail) -> Alarm | None:
    event = db.get_one(PublishedEvent, mail.event_id).event
    return db.get(Alarm, event.alarm_id) if isinstance(event, AlarmRaised | AlarmEnded) else None


MAILS = {"alarm_ended": alarm_ended, "alarm_raised": alarm_raised}
