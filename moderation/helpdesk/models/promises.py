"""The promises of a ticket, and each time an open one was given anew."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import CalendarVersion
from moderation.helpdesk.models.tickets import Ticket

STOPPED_BY_INCIDENTS = text("not counts_incidents and met_at is null and broken_at is null")
GOING_ON_IN_INCIDENTS = text("counts_incidents and met_at is null and broken_at is null")


class TicketPromise(Model):
    """One clock of a ticket; `due_at` is None while it is paused or once it is met.

    `turn` counts the next responses from 1: each time somebody wrote again is a row of its own.
    `warn_at` is when most of it is used up, `warned_at` that the desk was told so.
    """

    __tablename__ = "ticket_promise"
    __privacy__ = {"clock": "code"}
    __table_args__ = (
        CheckConstraint("clock in ('first_response','next_response','resolution')", name="clock"),
        CheckConstraint("turn >= 0 and (clock = 'next_response') = (turn > 0)", name="turn"),
        Index("ix_ticket_promise_open_due_at", "met_at", "broken_at", "due_at"),
        Index("ix_ticket_promise_open_warn_at", "met_at", "warned_at", "warn_at"),
        Index(
            "ix_ticket_promise_stopped",
            "ticket_id",
            sqlite_where=STOPPED_BY_INCIDENTS,
            postgresql_where=STOPPED_BY_INCIDENTS,
        ),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    calendar_id: Mapped[int] = mapped_column(ForeignKey(CalendarVersion.id))
    minutes: Mapped[int]
    may_pause: Mapped[bool] = mapped_column(default=True)
    counts_incidents: Mapped[bool] = mapped_column(default=True)
    began_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    broken_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]

    calendar_version: Mapped[CalendarVersion] = relationship()


class PromiseChange(Model):
    """A promise that was given anew while it was open, and what it was before."""

    __tablename__ = "promise_change"
    __privacy__ = {"clock": "code", "why": "code"}
    __table_args__ = (
        CheckConstraint("why in ('kind','service','incident','priority','topic')", name="why"),
        Index("ix_promise_change_ticket_id", "ticket_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    clock: Mapped[str]
    turn: Mapped[int]
    why: Mapped[str]
    due_before: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)
