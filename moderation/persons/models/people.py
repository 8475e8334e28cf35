"""Somebody the desk talks to, why staff opened their page, and notes for them to read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models import Ticket


class DeskPerson(Model):
    """A member, or somebody without an account as they said who they are with a ticket.

    Name, address and number of a member stand in their own row. `needs_by` says who wrote down
    what they need: themselves, or staff who asked them. Whoever does not want to be remembered has
    no more than their open tickets on their page.
    """

    __tablename__ = "desk_person"
    __privacy__ = {
        "name": "identity",
        "name_key": "identity",
        "email": "contact",
        "email_key": "contact",
        "phone": "contact",
        "phone_key": "contact",
        "interpreter": "words",
        "other_need": "words",
        "needs_by": "code",
    }
    __table_args__ = (
        CheckConstraint("member_id is null or email_key is null", name="member"),
        CheckConstraint("needs_by is null or needs_by in ('person','staff')", name="needs_by"),
        Index("ix_desk_person_name_key", "name_key"),
        Index("ix_desk_person_phone_key", "phone_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), unique=True)
    name: Mapped[str | None]
    name_key: Mapped[str | None]
    email: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None]
    phone_key: Mapped[str | None]
    is_remembered: Mapped[bool] = mapped_column(default=True)
    large_print: Mapped[bool] = mapped_column(default=False)
    interpreter: Mapped[str | None]
    other_need: Mapped[str | None]
    needs_by: Mapped[str | None]
    needs_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=now)

    member: Mapped[Member | None] = relationship()

    @property
    def shown_name(self) -> str:
        """As staff read it; empty when nobody gave a name."""
        return (self.member.name if self.member else self.name) or ""

    @property
    def has_needs(self) -> bool:
        return bool(self.large_print or self.interpreter or self.other_need)


class PersonTicket(Model):
    """Whose ticket it is: by the account, the address or the number it was opened with."""

    __tablename__ = "person_ticket"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_person_ticket_person_id", "person_id", "ticket_id"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))


class LookReason(Model):
    """Why somebody of the staff opens the page of a person: a ticket of theirs, the person at the
    counter or on the phone, or some words. It ends by itself.
    """

    __tablename__ = "look_reason"
    __privacy__ = {"kind": "code", "words": "words"}
    __table_args__ = (
        CheckConstraint("kind in ('counter','ticket','written')", name="kind"),
        CheckConstraint("(kind = 'ticket') = (ticket_id is not null)", name="ticket"),
        CheckConstraint("(kind = 'written') = (words <> '')", name="words"),
        Index("ix_look_reason_person_id", "person_id", "reader_id", "ends_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))
    reader_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    words: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]

    ticket: Mapped[Ticket | None] = relationship()


class PersonLook(Model):
    """One look at the page of a person; committed before the page is answered."""

    __tablename__ = "person_look"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        Index("ix_person_look_person_id", "person_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))
    reader_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    reason_id: Mapped[int] = mapped_column(ForeignKey(LookReason.id))
    looked_at: Mapped[datetime] = mapped_column(default=now, index=True)

    reader: Mapped[Member] = relationship()
    reason: Mapped[LookReason] = relationship()


class SharedNote(Model):
    """What staff wrote down about a member, who reads it and may answer or correct it once."""

    __tablename__ = "shared_note"
    __privacy__ = {"body": "words", "reply": "words", "nonce": "technical"}
    __table_args__ = (
        Index("ix_shared_note_person_id", "person_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    reply: Mapped[str | None]
    nonce: Mapped[str | None] = mapped_column(unique=True)
    written_at: Mapped[datetime] = mapped_column(default=now)
    replied_at: Mapped[datetime | None]

    author: Mapped[Member] = relationship()
