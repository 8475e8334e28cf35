"""Mails that were given up: counted on pages, and tried again when somebody asks."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.mail.outgoing import OutgoingMail


def dead_mails() -> Sequence[OutgoingMail]:
    """The mails that were given up."""
    dead = select(OutgoingMail).where(OutgoingMail.state == "dead")
    return db.scalars(dead.order_by(OutgoingMail.id)).all()


def undeliverable() -> int:
    return len(dead_mails())


def revive_dead() -> None:
    """Give dead mails another first attempt."""
    for mail in dead_mails():
        mail.state, mail.attempts, mail.due_at = "waiting", 0, now()


def is_undeliverable(recipient: str) -> bool:
    """Whether a mail to them was given up."""
    dead = select(OutgoingMail.id).where(OutgoingMail.state == "dead")
    return db.scalar(dead.where(OutgoingMail.recipient == recipient).limit(1)) is not None
