"""A ticket that is handed over, and what is said about it later, in order."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from moderation.handover.models.desks import OutsideDesk
from moderation.handover.states import DRIFTS, Handing
from moderation.helpdesk.models import Message, Ticket

CONTACT = "contact"
_STATES = ",".join(f"'{state}'" for state in sorted(Handing))
_DRIFTS = ",".join(f"'{drift}'" for drift in sorted(DRIFTS))


class HandOver(Model):
    """One ticket at one desk, by constraint; so is one thing of theirs to one ticket of ours.

    `key` is what we look for there before every attempt. `is_unmapped`: their state means
    nothing to us yet. `look_at` is when it is to be looked at before its turn.
    """

    __tablename__ = "hand_over"
    __privacy__ = {
        "key": "code",
        "state": "code",
        "remote_id": "technical",
        "remote_number": "technical",
        "remote_url": "technical",
        "remote_state": "technical",
        "token": "technical",
        "fault": "code",
        "drift": "code",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_STATES})", name="state"),
        CheckConstraint(f"drift is null or drift in ({_DRIFTS})", name="drift"),
        UniqueConstraint("ticket_id", "desk_id"),
        UniqueConstraint("desk_id", "remote_id"),
        Index("ix_hand_over_state_due_at", "state", "due_at"),
        Index("ix_hand_over_look_at", "look_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    desk_id: Mapped[int] = mapped_column(ForeignKey(OutsideDesk.id))
    event_id: Mapped[int | None] = mapped_column(ForeignKey(PublishedEvent.id))
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default=Handing.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    fault: Mapped[str | None]
    token: Mapped[str | None]
    remote_id: Mapped[str | None]
    remote_number: Mapped[str | None]
    remote_url: Mapped[str | None]
    remote_state: Mapped[str | None]
    remote_version: Mapped[datetime | None]
    is_unmapped: Mapped[bool] = mapped_column(default=False)
    went_with_person: Mapped[bool] = mapped_column(default=False)
    drift: Mapped[str | None]
    look_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    handed_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]

    desk: Mapped[OutsideDesk] = relationship()
    ticket: Mapped[Ticket] = relationship()

    @property
    def is_handed(self) -> bool:
        return self.state == Handing.HANDED


class HandOverUpdate(Model):
    """Said later, each once, the oldest first. `slot` is what it is: `message:12`, `contact`
    (`contact:1` when it is said anew), `moved:31` (the event).
    """

    __tablename__ = "hand_over_update"
    __privacy__ = {"slot": "code", "key": "code", "state": "code", "fault": "code"}
    __table_args__ = (
        CheckConstraint(f"state in ({_STATES})", name="state"),
        UniqueConstraint("hand_over_id", "slot"),
        Index("ix_hand_over_update_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_over_id: Mapped[int] = mapped_column(ForeignKey(HandOver.id))
    slot: Mapped[str]
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default=Handing.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    fault: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    handed_at: Mapped[datetime | None]

    hand_over: Mapped[HandOver] = relationship()

    @property
    def is_contact(self) -> bool:
        return self.slot.startswith(CONTACT)
