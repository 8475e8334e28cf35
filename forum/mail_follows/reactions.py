"""Who is mailed: the one who asked to follow, and then those who follow."""

from forum.alerts.events import AlertEvent
from forum.kernel.backups import erased
from forum.kernel.backups.erased import Word, whom
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.mail.outgoing import owe
from forum.kernel.tasks import plan
from forum.mail_follows.actions import READER, REFUSED
from forum.mail_follows.events import MailFollowAsked, MailReaderForgotten
from forum.mail_follows.queries import readers_of
from forum.services.models import Service
from forum.threads.events import ThreadAnswered

CHUNK = 500
MORE_READERS = "mail_follows.tell_more_readers"
Told = AlertEvent | ThreadAnswered


def ask_to_confirm(event: MailFollowAsked) -> None:
    recipient = f"reader:{event.reader_id}"
    followed = event.followed_id
    owe("follow_confirm", event_id=event.event_id, recipient=recipient, subject_id=followed)


def list_who_was_erased(event: MailReaderForgotten) -> None:
    """So that a backup from before does not bring the address back. Twice is harmless."""
    kind = REFUSED if event.is_for_ever else READER
    one = whom(kind, event.reader_id, event.asked_at)
    if one not in erased.last_words():
        erased.note(Word.DONE, one)


def tell_readers(event: Told) -> None:
    """Mail those who follow the question or the service."""
    tell_some_readers(event, after=0)


def tell_some_readers(event: Told, *, after: int) -> None:
    """One chunk of them; it plans the next."""
    kind, followed, about = _about(event)
    waiting = readers_of(followed, after=after, most=CHUNK + 1)
    for reader_id in waiting[:CHUNK]:
        recipient = f"reader:{reader_id}"
        owe(kind, event_id=event.event_id, recipient=recipient, subject_id=about)
    if len(waiting) > CHUNK:
        last = waiting[CHUNK - 1]
        facts = {"event_id": event.event_id, "after": last}
        plan(MORE_READERS, f"{event.event_id}:{last}", at=now(), **facts)


def _about(event: Told) -> tuple[str, int, int]:
    """The kind of mail, what is followed, and what the mail is about."""
    if isinstance(event, AlertEvent):
        service = db.get_one(Service, event.service_id)
        return "reader_alert", service.subject_id, event.alert_id
    return "reader_answered", event.thread_id, event.answer_id


REACTIONS: dict[type, list[object]] = {
    MailFollowAsked: [ask_to_confirm],
    MailReaderForgotten: [list_who_was_erased],
}
