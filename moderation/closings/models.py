"""To whom a ticket was pointed because it is not ours, and what was learned from one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.closings.wording import ACCEPTED
from moderation.helpdesk.models import Ticket
from moderation.macros.models import OutsideBody

_ACCEPTED = ",".join(f"'{code}'" for code in sorted(ACCEPTED))


class Referral(Model):
    """Who answers for it instead of us, and whether they took it on. Whoever said that last counts:
    the person, or staff when `is_by_staff`.
    """

    __tablename__ = "referral"
    __privacy__ = {"accepted": "code"}
    __table_args__ = (
        CheckConstraint(f"accepted in ({_ACCEPTED})", name="accepted"),
        CheckConstraint("(said_at is null) = (accepted = 'unknown')", name="said"),
        Index("ix_referral_body_id", "body_id"),
    )

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    body_id: Mapped[int] = mapped_column(ForeignKey(OutsideBody.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    referred_at: Mapped[datetime] = mapped_column(default=now)
    accepted: Mapped[str] = mapped_column(default="unknown")
    is_by_staff: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime | None]

    body: Mapped[OutsideBody] = relationship()


class Lesson(Model):
    """One line about one ticket; `is_correction`: the person showed that our answer was wrong."""

    __tablename__ = "lesson"
    __privacy__ = {"words": "words"}
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (Index("ix_lesson_written_at", "written_at", "ticket_id"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    words: Mapped[str]
    is_correction: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(default=now)

    ticket: Mapped[Ticket] = relationship()
    service: Mapped[Service] = relationship()
