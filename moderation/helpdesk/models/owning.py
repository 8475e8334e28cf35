"""The one person who is responsible for a ticket, whoever works on it at this moment."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models.tickets import Ticket


class TicketOwner(Model):
    """A row a ticket, so there is never a second one; made when somebody first has it."""

    __tablename__ = "ticket_owner"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_ticket_owner_owner_id", "owner_id"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    owner_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    since: Mapped[datetime] = mapped_column(default=now)
