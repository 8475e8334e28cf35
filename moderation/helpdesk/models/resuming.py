"""The code by which somebody goes on with their ticket on another way: web, phone or mail."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models.tickets import Ticket


class ResumeCode(Model):
    """One for a ticket; a new one ends the former. Only what our secret key makes of it is kept."""

    __tablename__ = "resume_code"
    __privacy__ = {"mark": "secret"}

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    mark: Mapped[str]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
