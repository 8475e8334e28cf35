"""What a person was told about their wait, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model
from moderation.helpdesk.models import Ticket

UNJUDGED = text("judged_at is null")


class SaidWait(Model):
    """Judged once, when nine of ten were to be answered: was this one within half, within nine?

    One that ended without an answer is judged as neither; then both are None.
    """

    __tablename__ = "said_wait"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("half_minutes > 0 and nine_minutes >= half_minutes", name="order"),
        CheckConstraint("(within_half is null) = (within_nine is null)", name="judged"),
        Index(
            "ix_said_wait_unjudged",
            "ticket_id",
            sqlite_where=UNJUDGED,
            postgresql_where=UNJUDGED,
        ),
        Index("ix_said_wait_judged_at", "judged_at"),
    )

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    half_minutes: Mapped[int]
    nine_minutes: Mapped[int]
    said_at: Mapped[datetime]
    within_half: Mapped[bool | None]
    within_nine: Mapped[bool | None]
    judged_at: Mapped[datetime | None]
