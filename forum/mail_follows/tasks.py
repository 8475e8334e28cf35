"""Timed work: telling the many who follow by e-mail, and forgetting what nobody confirmed."""

from forum.kernel.backups import erased
from forum.kernel.backups.erased import Repeated, Whom
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.mail_follows import actions
from forum.mail_follows.actions import READER, REFUSED
from forum.mail_follows.reactions import Told, tell_some_readers


def tell_more_readers(event_id: int, after: int) -> None:
    """The next chunk of those who follow it."""
    with writing():
        event = db.get_one(PublishedEvent, event_id).event
        if isinstance(event, Told):
            tell_some_readers(event, after=after)


def forget_unconfirmed() -> None:
    """Once a day: what nobody confirmed in a week."""
    with writing():
        actions.forget_unconfirmed()


def erase_again() -> Repeated:
    """After a backup was put back: addresses that the list names are erased once more."""
    return Repeated(gone=sum(_again(one) for one in erased.listed(READER, REFUSED)))


def _again(one: Whom) -> bool:
    with writing():
        return actions.forget_again(one)
