"""What is still to be sent: one row for each event, recipient and kind.

The row holds ids only. The text is made when it is sent, by the room that owns the kind
(the MAILS table of its wiring), which returns None when the recipient has lost the right
to read it. A mail sent twice, in the moment between the mail server's yes and our commit,
has the same Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model, insert_once
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject


class OutgoingMail(Model):
    """`recipient` is `member:12`; `ticket:7` or `reader:3` for people without an account."""

    __tablename__ = "outgoing_mail"
    __privacy__ = {"recipient": "code", "kind": "code", "state": "code", "error": "code"}
    __table_args__ = (
        UniqueConstraint("event_id", "recipient", "kind"),
        CheckConstraint("state in ('waiting','sending','sent','dropped','dead')", name="state"),
        Index("ix_outgoing_mail_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id))
    recipient: Mapped[str]
    kind: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


@dataclass(frozen=True)
class Letter:
    """A mail ready to be sent. `text` is plain; paragraphs are separated by empty lines.

    `about_page` is a path of ours, `below` what stands after it; `unsubscribe` is a path, None for
    mails that must be sent (codes, tickets of one's own). `reply_to` is where an answer to it
    goes; `answers` is the Message-ID of the mail that it belongs to, and `is_reply` says that a
    machine answers that one.
    `is_large`: whoever reads it asked for large print.
    A `key` of letters and digits becomes the Message-ID, for programs that know what they have by
    it.
    """

    to: str
    subject: str
    text: str
    about_page: str | None = None
    below: str = ""
    unsubscribe: str | None = None
    reply_to: str | None = None
    answers: str | None = None
    is_reply: bool = False
    key: str | None = None
    is_large: bool = False


def owe(kind: str, *, event_id: int, recipient: str, subject_id: int | None = None) -> bool:
    """Have one mail sent for this event, recipient and kind; False when it was owed already."""
    moment = now()
    return insert_once(
        OutgoingMail,
        event_id=event_id,
        recipient=recipient,
        kind=kind,
        subject_id=subject_id,
        state="waiting",
        attempts=0,
        due_at=moment,
        made_at=moment,
    )
