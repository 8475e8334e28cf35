"""Asking to follow by e-mail, confirming it, and ending it without a trace."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, exists, select

from forum.accounts.emails import email_key
from forum.kernel.backups.erased import Whom, whom
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.events import publish
from forum.mail_follows.codes import digest_of
from forum.mail_follows.events import (
    MailFollowAsked,
    MailFollowConfirmed,
    MailFollowEnded,
    MailReaderForgotten,
)
from forum.mail_follows.models import MailFollow, MailReader, MailRefusal
from forum.mail_follows.queries import follow_of, is_refused

UNCONFIRMED = timedelta(days=7)
READER, REFUSED = "reader", "refused"
"""How the list of who was erased calls an address, and one that wants no mail again."""


def ask_to_follow(email: str, subject_id: int) -> None:
    """Have one confirmation mailed. Nobody learns whether the address was known: what follows it
    already, or wants no mail, is left as it is. The caller has checked that it may be seen.
    """
    key = email_key(email)
    if is_refused(key):
        return
    reader_id = _held_reader(email, key)
    insert_once(MailFollow, reader_id=reader_id, subject_id=subject_id, asked_at=now())
    follow = follow_of(reader_id, subject_id)
    if follow is not None and follow.confirmed_at is None:
        publish(MailFollowAsked(actor_id=None, reader_id=reader_id, followed_id=subject_id))


def confirm(reader_id: int, subject_id: int) -> bool:
    """Whoever reads the mailbox wants it; False when there is nothing to confirm any more."""
    follow = follow_of(reader_id, subject_id, lock=True)
    if follow is None:
        return False
    if follow.confirmed_at is None:
        follow.confirmed_at = now()
        publish(MailFollowConfirmed(actor_id=None, reader_id=reader_id, followed_id=subject_id))
    return True


def end(reader_id: int, subject_id: int) -> None:
    """No more mails about it. Twice is harmless."""
    held = _hold([reader_id])
    _end(MailFollow.reader_id == reader_id, MailFollow.subject_id == subject_id)
    _say_forgotten(held, _forget_idle([reader_id]))


def end_all(reader_id: int, *, for_ever: bool = False) -> None:
    """No more mails about anything; `for_ever` keeps a digest, so that nobody can ask again."""
    held = _hold([reader_id])
    if held and for_ever:
        insert_once(MailRefusal, digest=digest_of(held[0].email_key), since=now())
    _end(MailFollow.reader_id == reader_id)
    _say_forgotten(held, _forget_idle([reader_id]), for_ever=for_ever)


def forget_again(one: Whom) -> bool:
    """Of an address that is back by a backup from before it was erased."""
    reader = db.get(MailReader, one.number)
    if reader is None or whom(one.kind, reader.id, reader.asked_at) != one:
        return False
    end_all(reader.id, for_ever=one.kind == REFUSED)
    return True


def forget_unconfirmed() -> None:
    """What nobody confirmed in a week, and the addresses that are left with nothing."""
    old = MailFollow.confirmed_at.is_(None), MailFollow.asked_at < now() - UNCONFIRMED
    reader_ids = sorted(set(db.scalars(select(MailFollow.reader_id).where(*old))))
    _hold(reader_ids)
    _end(*old)
    _forget_idle(reader_ids)


def _held_reader(email: str, key: str) -> int:
    """The address's one row, locked, so that nobody erases it meanwhile."""
    mine = select(MailReader.id).where(MailReader.email_key == key)
    while True:
        insert_once(MailReader, email=email, email_key=key, asked_at=now())
        if held := db.scalar(mine.with_for_update(key_share=True)):
            return held


def _hold(reader_ids: Sequence[int]) -> Sequence[MailReader]:
    """Locked, in order of their numbers."""
    rows = select(MailReader).where(MailReader.id.in_(reader_ids)).order_by(MailReader.id)
    return db.scalars(rows.with_for_update()).all()


def _end(*which: ColumnElement[bool]) -> None:
    gone = delete(MailFollow).where(*which)
    returned = gone.returning(MailFollow.reader_id, MailFollow.subject_id, MailFollow.confirmed_at)
    for reader_id, subject_id, confirmed_at in db.execute(returned, execution_options=SILENT).all():
        if confirmed_at is not None:
            publish(MailFollowEnded(actor_id=None, reader_id=reader_id, followed_id=subject_id))


def _forget_idle(reader_ids: Sequence[int]) -> Sequence[int]:
    """An address that follows nothing is erased. The rows are held, so none gets a new follow."""
    follows = exists().where(MailFollow.reader_id == MailReader.id)
    idle = delete(MailReader).where(MailReader.id.in_(reader_ids), ~follows)
    return db.scalars(idle.returning(MailReader.id), execution_options=SILENT).all()


def _say_forgotten(
    held: Sequence[MailReader], gone: Sequence[int], *, for_ever: bool = False
) -> None:
    """Of what a timer forgets nothing need be said: after a restore it forgets it again."""
    for reader in held:
        if reader.id in gone:
            since = reader.asked_at
            publish(
                MailReaderForgotten(
                    actor_id=None, reader_id=reader.id, asked_at=since, is_for_ever=for_ever
                )
            )
