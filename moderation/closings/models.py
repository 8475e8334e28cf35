"""What was learned from a ticket."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.helpdesk.models import Ticket


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
