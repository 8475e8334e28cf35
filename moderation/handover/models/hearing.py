"""What the other side said, each once, and what the person said may go there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.handover.models.desks import OutsideDesk
from moderation.handover.models.handing import HandOver
from moderation.helpdesk.models import Message, Ticket


class OutsideCall(Model):
    """A call of theirs that we have heard: the same one again changes nothing."""

    __tablename__ = "outside_call"
    __privacy__ = {"delivery": "technical"}
    __table_args__ = (Index("ix_outside_call_heard_at", "heard_at"),)

    desk_id: Mapped[int] = mapped_column(ForeignKey(OutsideDesk.id), primary_key=True)
    delivery: Mapped[str] = mapped_column(primary_key=True)
    heard_at: Mapped[datetime] = mapped_column(default=now)


class OutsideComment(Model):
    """What they wrote for the public. It `waits` until staff send it to the person or put it
    aside; it never becomes public by itself.
    """

    __tablename__ = "outside_comment"
    __privacy__ = {"remote_id": "technical", "body": "words", "state": "code"}
    __kept__ = {"message_id": "of message"}
    __table_args__ = (
        UniqueConstraint("hand_over_id", "remote_id"),
        CheckConstraint("state in ('waits','sent','aside')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_over_id: Mapped[int] = mapped_column(ForeignKey(HandOver.id))
    remote_id: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="waits")
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    written_at: Mapped[datetime | None]
    heard_at: Mapped[datetime] = mapped_column(default=now)

    hand_over: Mapped[HandOver] = relationship()


class HandOverConsent(Model):
    """The person said yes to what the desk's notice names; without this row nothing leaves."""

    __tablename__ = "hand_over_consent"
    __privacy__ = {"notice": "public"}

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    desk_id: Mapped[int] = mapped_column(
        ForeignKey(OutsideDesk.id), primary_key=True, autoincrement=False
    )
    notice: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=now)
