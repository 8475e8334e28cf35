"""A ticket on its way from one person to the next."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models import Ticket
from moderation.owners.wording import STATES

_NAMED = ",".join(f"'{state}'" for state in sorted(STATES))
_IS_OPEN = text("state = 'open'")


class TicketTransfer(Model):
    """`note` is what the next person needs to know; `reason` is why it was refused or forced.

    Until it is confirmed `from_id` stays responsible. `ends_at` is when it goes back by itself.
    """

    __tablename__ = "ticket_transfer"
    __privacy__ = {"state": "code", "note": "words", "reason": "words"}
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"state in ({_NAMED})", name="state"),
        CheckConstraint("to_id <> from_id", name="two_people"),
        CheckConstraint("(state = 'open') = (decided_at is null)", name="decided"),
        CheckConstraint("state not in ('refused','forced') or reason <> ''", name="reason"),
        CheckConstraint("state <> 'confirmed' or decided_by_id = to_id", name="confirmed_by"),
        Index(
            "uq_ticket_transfer_open",
            "ticket_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_ticket_transfer_ticket_id", "ticket_id", "id"),
        Index("ix_ticket_transfer_state_ends_at", "state", "ends_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    from_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    to_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    state: Mapped[str]
    note: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))

    ticket: Mapped[Ticket] = relationship()
    giver: Mapped[Member] = relationship(foreign_keys=from_id)
    next: Mapped[Member] = relationship(foreign_keys=to_id)
