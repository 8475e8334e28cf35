"""Sends what is owed: claims a row, makes the letter, hands it over, marks it sent."""

from datetime import datetime, timedelta

import structlog
from flask import current_app, g
from sqlalchemy import ColumnElement, or_, select, update

from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import speaking
from forum.kernel.mail.building import build
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.mail.transport import NotDelivered, Transport, transport_to

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 10
BATCH = 50

log = structlog.get_logger(__name__)


def send_due() -> int:
    """Send every mail that is due; how many were taken up."""
    due = list(db.scalars(select(OutgoingMail.id).where(_is_due()).limit(BATCH)))
    db.rollback()
    if not due:
        return 0
    with transport_to(current_app) as transport:
        for mail_id in due:
            _send(mail_id, transport)
    return len(due)


def _is_due() -> ColumnElement[bool]:
    waiting = (OutgoingMail.state == "waiting") & (OutgoingMail.due_at <= now())
    lost = (OutgoingMail.state == "sending") & (OutgoingMail.lease_until < now())
    return or_(waiting, lost)


def _send(mail_id: int, transport: Transport) -> None:
    if not _claim(mail_id):
        return
    try:
        with speaking(_language_of(mail_id)):
            letter = _letter(mail_id)
            if letter is None:
                _mark(mail_id, state="dropped")
                return
            transport.send(build(letter, mail_id=mail_id))
    except NotDelivered as error:
        _note_failure(mail_id, str(error), final=error.is_final)
    except Exception as error:
        # One letter that cannot be made must not keep all others from being sent.
        log.exception("a letter could not be made", mail_id=mail_id)
        _note_failure(mail_id, type(error).__name__, final=False)
    else:
        _mark(mail_id, state="sent", sent_at=now())
        log.info("mail sent", mail_id=mail_id)


def _claim(mail_id: int) -> bool:
    lease = update(OutgoingMail).where(OutgoingMail.id == mail_id, _is_due())
    taken = lease.values(
        state="sending", lease_until=now() + LEASE, attempts=OutgoingMail.attempts + 1
    )
    with writing():
        return bool(db.execute(taken, execution_options=SILENT).rowcount)  # type: ignore[attr-defined]


def _language_of(mail_id: int) -> str | None:
    """What the receiver has chosen to read in."""
    recipient = db.get_one(OutgoingMail, mail_id).recipient
    chosen: str | None = current_app.extensions["language_of"](recipient)
    return chosen


def _letter(mail_id: int) -> Letter | None:
    """Made now, so that it says what is true now, to somebody who may read it now."""
    with fresh_reading():
        mail = db.get_one(OutgoingMail, mail_id)
        _carry_on_request_of(mail)
        letter: Letter | None = current_app.extensions["house"].mails[mail.kind](mail)
    return letter


def _carry_on_request_of(mail: OutgoingMail) -> None:
    """The log lines of a mail carry the id of the request that caused it."""
    g.request_id = db.scalar(
        select(PublishedEvent.request_id).where(PublishedEvent.id == mail.event_id)
    )


def _note_failure(mail_id: int, error: str, *, final: bool) -> None:
    attempts = db.scalar(select(OutgoingMail.attempts).where(OutgoingMail.id == mail_id)) or 1
    dead = final or attempts >= MOST_ATTEMPTS
    log.warning("mail not delivered", mail_id=mail_id, error=error, dead=dead)
    _mark(mail_id, state="dead" if dead else "waiting", due_at=_next(attempts), error=error[:200])


def _next(attempts: int) -> datetime:
    return now() + timedelta(seconds=5 * 2**attempts)


def _mark(mail_id: int, **values: object) -> None:
    with writing():
        db.execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail_id)
            .values(lease_until=None, **values),
            execution_options=SILENT,
        )
