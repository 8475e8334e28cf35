"""Notes from one shift to the next, and who has read what came in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.helpdesk.models import Ticket

_IS_OPEN = text("confirmed_at is null")


class ShiftNote(Model):
    """What one shift leaves to the next of a service. It ends when somebody else has read it."""

    __tablename__ = "shift_note"
    __privacy__ = {"body": "words"}
    __table_args__ = (
        CheckConstraint("(confirmed_at is null) = (confirmed_by_id is null)", name="confirmed"),
        CheckConstraint(
            "confirmed_by_id is null or confirmed_by_id <> author_id", name="somebody_else"
        ),
        Index(
            "ix_shift_note_open",
            "service_id",
            "id",
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))

    service: Mapped[Service] = relationship()
    author: Mapped[Member] = relationship(foreign_keys=author_id)


class ShiftNoteTicket(Model):
    """A ticket that a note is about."""

    __tablename__ = "shift_note_ticket"
    __privacy__: dict[str, str] = {}

    note_id: Mapped[int] = mapped_column(ForeignKey(ShiftNote.id), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)


class MorningReading(Model):
    """When somebody last read what came in; `mailed_on` is the day of their last mail about it."""

    __tablename__ = "morning_reading"
    __privacy__ = {"mailed_on": "code"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    read_at: Mapped[datetime | None]
    wants_mail: Mapped[bool] = mapped_column(default=False)
    mailed_on: Mapped[str | None]
