"""What was said on a ticket, what staff noted among themselves, and who else has the problem."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model, Private
from moderation.helpdesk.models.tickets import Ticket

NOTE = "internal"


class TicketEntry(Model):
    """A message or a note, as the desk reads them: one after the other. What leaves the desk is a
    `Message`, which is never a note (docs/decisions/0032).

    `nonce` belongs to one showing of a form, so that a button pressed twice writes once. `via_id`
    is the ticket of somebody else it was written on, which was joined with this one: only that
    person and the desk read it.
    `sender` is the address it was mailed from when that is not one of the person's own; `is_thanks`
    says that it needs no reply; `is_by_reference` that only the reference in its subject brought it
    here, which proves nothing about who wrote it. An answer opens with `in_short`; on
    `checked_on` it was true, and expected to be so until `true_until`.
    """

    __tablename__ = "message"
    __privacy__ = {
        "visibility": "code",
        "channel": "code",
        "in_short": "words",
        "body": "words",
        "html": "words",
        "nonce": "technical",
        "sender": "contact",
    }
    __kept__ = {"ticket_id": "of ticket", "via_id": "of ticket", "author_id": "member"}
    __table_args__ = (
        CheckConstraint("visibility in ('public','private','internal')", name="visibility"),
        Index("ix_message_ticket_id", "ticket_id", "id"),
        Index("ix_message_via_id", "via_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    author_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    is_from_staff: Mapped[bool]
    visibility: Mapped[str] = mapped_column()
    channel: Mapped[str]
    in_short: Mapped[str | None] = mapped_column(Private)
    checked_on: Mapped[date | None]
    true_until: Mapped[date | None]
    body: Mapped[str] = mapped_column(Private)
    html: Mapped[str] = mapped_column(Private)
    renderer: Mapped[int]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    nonce: Mapped[str | None] = mapped_column(unique=True)
    via_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    sender: Mapped[str | None]
    is_thanks: Mapped[bool] = mapped_column(default=False)
    is_by_reference: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Member | None] = relationship()

    __mapper_args__ = {
        "polymorphic_on": visibility == NOTE,
        "polymorphic_abstract": True,
    }
    is_note: ClassVar[bool]

    @validates("visibility")
    def _stays_what_it_is(self, _name: str, visibility: str) -> str:
        if (visibility == NOTE) is not self.is_note:
            raise ValueError("A note between staff is no message, and a message is no note.")
        return visibility


class Message(TicketEntry):
    """Between the person and the desk. `visibility`: public (on the thread too) or private."""

    __mapper_args__ = {"polymorphic_identity": False}
    is_note = False


class InternalNote(TicketEntry):
    """Between staff: nothing that sends, hands over, publishes or shows to a person takes one."""

    __mapper_args__ = {"polymorphic_identity": True}
    is_note = True

    def __init__(self, **columns: Any) -> None:
        super().__init__(visibility=NOTE, **columns)


class Affected(Model):
    """People with the same problem: told the outcome, no ticket of their own."""

    __tablename__ = "affected"
    __privacy__: dict[str, str] = {}

    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)
