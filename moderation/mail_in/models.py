"""The mails that came in, which ones each ticket knows, and tickets that a mail only named."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models import Message, Ticket

WAITING, DONE, COPY, ASIDE = "waiting", "done", "copy", "aside"


class IncomingMail(Model):
    """One mail at one of our addresses. `identity` is a digest that its copies share; one of them
    is handled, by constraint.

    `raw` is thrown away after a while. `why` says why it was set aside; `is_wanted` that staff want
    it on a ticket all the same. `is_answered`: whoever sent it is told that we have it; `is_first`
    that nobody at their address was within the hour. `about_id` is a ticket that it names while it
    is set aside.
    """

    __tablename__ = "incoming_mail"
    __privacy__ = {
        "mailbox": "technical",
        "identity": "technical",
        "message_id": "technical",
        "return_path": "contact",
        "sender": "contact",
        "name": "identity",
        "subject": "words",
        "text": "words",
        "left_out": "words",
        "state": "code",
        "why": "code",
    }
    __kept__ = {"ticket_id": "of ticket", "about_id": "of ticket"}
    __table_args__ = (
        UniqueConstraint("mailbox", "identity"),
        CheckConstraint("state in ('waiting','done','copy','aside')", name="state"),
        CheckConstraint("(state in ('done','copy')) = (ticket_id is not null)", name="ticket"),
        CheckConstraint("(state = 'aside') = (why is not null)", name="why"),
        Index(
            "uq_incoming_mail_handled",
            "identity",
            unique=True,
            sqlite_where=text("state = 'done'"),
            postgresql_where=text("state = 'done'"),
        ),
        Index("ix_incoming_mail_state", "state", "id"),
        Index("ix_incoming_mail_about_id", "about_id"),
        Index("ix_incoming_mail_ticket_id", "ticket_id"),
        Index("ix_incoming_mail_written_id", "written_id"),
        Index("ix_incoming_mail_handled_at", "handled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str]
    identity: Mapped[str]
    message_id: Mapped[str | None]
    return_path: Mapped[str]
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    sender: Mapped[str | None]
    name: Mapped[str | None]
    subject: Mapped[str | None]
    text: Mapped[str | None]
    left_out: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=WAITING)
    why: Mapped[str | None]
    is_wanted: Mapped[bool] = mapped_column(default=False)
    is_answered: Mapped[bool] = mapped_column(default=False)
    is_first: Mapped[bool] = mapped_column(default=False)
    about_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    written_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    arrived_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None]


class MailFile(Model):
    """A picture, text or PDF that came with a mail: whoever reads the message may open it, and it
    goes when the message goes. `body` is made anew where that can be, and `size` bytes long.
    """

    __tablename__ = "mail_file"
    __privacy__ = {"name": "words", "media": "technical"}
    __kept__ = {"message_id": "of message"}
    __table_args__ = (
        UniqueConstraint("mail_id", "number"),
        Index("ix_mail_file_message_id", "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey(IncomingMail.id, ondelete="CASCADE"))
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id, ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]
    media: Mapped[str]
    size: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime] = mapped_column(default=now)


class KnownMail(Model):
    """A Message-ID of somebody else's mail that a ticket is about: put on it, or cited there."""

    __tablename__ = "known_mail"
    __privacy__ = {"message_id": "technical"}
    __table_args__ = (Index("ix_known_mail_ticket_id", "ticket_id"),)

    message_id: Mapped[str] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)


class Mention(Model):
    """A ticket that began with a mail which named another one, without belonging to it."""

    __tablename__ = "ticket_mention"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_ticket_mention_mentioned_id", "mentioned_id"),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    mentioned_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
