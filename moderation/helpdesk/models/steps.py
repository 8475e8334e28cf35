"""What has to be done before a ticket is answered, and who said when that it is done."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models.tickets import Ticket


class TicketStep(Model):
    """One step, done. `step` is the sentence as it read then; worded anew it is another step.

    What was taken back stays, with who took it back.
    """

    __tablename__ = "ticket_step"
    __privacy__ = {"step": "public"}
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint("(undone_at is null) = (undone_by_id is null)", name="undone"),
        Index(
            "uq_ticket_step_done",
            "ticket_id",
            "step",
            unique=True,
            sqlite_where=text("undone_at is null"),
            postgresql_where=text("undone_at is null"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    step: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    done_at: Mapped[datetime] = mapped_column(default=now)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    undone_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(foreign_keys=member_id)
