"""A grievance: one broken promise, what its person says about it, and what a reviewer found."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model, Private
from moderation.grievances.reasons import OUTCOMES, REMEDIES
from moderation.helpdesk.models import Ticket, TicketPromise


def _quoted(codes: Iterable[str]) -> str:
    return ",".join(f"'{code}'" for code in codes)


class Grievance(Model):
    """One a promise; without a clock it asks for a second look at the ticket, once. `holder_id` is
    whom the ticket was given to when it was made: never the reviewer, which the database holds too.
    It is decided by `due_at` at the latest.
    """

    __tablename__ = "grievance"
    __privacy__ = {
        "reference": "code",
        "clock": "code",
        "body": "words",
        "outcome": "code",
        "remedy": "code",
        "answer": "words",
    }
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        UniqueConstraint("ticket_id", "clock", "turn"),
        ForeignKeyConstraint(
            ["ticket_id", "clock", "turn"],
            [TicketPromise.ticket_id, TicketPromise.clock, TicketPromise.turn],
            name="fk_grievance_promise",
        ),
        CheckConstraint("(clock is null) = (turn is null)", name="about"),
        CheckConstraint("length(trim(body)) > 0", name="body"),
        CheckConstraint(f"outcome in ({_quoted(OUTCOMES)})", name="outcome"),
        CheckConstraint(f"remedy in ({_quoted(REMEDIES)})", name="remedy"),
        CheckConstraint("(outcome = 'not_upheld') = (remedy = 'none')", name="put_right"),
        CheckConstraint(
            "(outcome is null) = (remedy is null) and (outcome is null) = (answer is null) "
            "and (outcome is null) = (decided_at is null)",
            name="whole",
        ),
        CheckConstraint("outcome is null or reviewer_id is not null", name="reviewed"),
        CheckConstraint("reviewer_id != holder_id", name="independent"),
        Index(
            "uq_grievance_second_look",
            "ticket_id",
            unique=True,
            sqlite_where=text("clock is null"),
            postgresql_where=text("clock is null"),
        ),
        Index("ix_grievance_decided_at_due_at", "decided_at", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    clock: Mapped[str | None]
    turn: Mapped[int | None]
    body: Mapped[str] = mapped_column(Private)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    outcome: Mapped[str | None]
    remedy: Mapped[str | None]
    answer: Mapped[str | None] = mapped_column(Private)
    decided_at: Mapped[datetime | None]

    ticket: Mapped[Ticket] = relationship(foreign_keys=ticket_id)
    reviewer: Mapped[Member | None] = relationship(foreign_keys=reviewer_id)

    @property
    def is_open(self) -> bool:
        return self.outcome is None

    @property
    def is_late(self) -> bool:
        """It was not decided in time."""
        return (self.decided_at or now()) > self.due_at
