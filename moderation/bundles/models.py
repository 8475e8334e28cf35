"""Which tickets were joined, split off or linked, by whom, and what can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models import Message, Ticket

STANDS = text("undone_at is null")


class TicketMerge(Model):
    """A ticket joined with another one. `before` is the state it comes back to when that is undone,
    `brought` names the people who hear the outcome of the other one because of it.
    """

    __tablename__ = "ticket_merge"
    __privacy__ = {"before": "code", "brought": "facts"}
    __table_args__ = (
        CheckConstraint("ticket_id <> into_id", name="other"),
        Index(
            "uq_ticket_merge_ticket_id",
            "ticket_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        Index("ix_ticket_merge_into_id", "into_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    into_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    before: Mapped[str]
    brought: Mapped[dict[str, Any]]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    undone_at: Mapped[datetime | None]


class TicketLink(Model):
    """Two tickets that have to do with each other; the one opened first comes first."""

    __tablename__ = "ticket_link"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="order"),
        Index("ix_ticket_link_second_id", "second_id"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    second_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)


class TicketSplit(Model):
    """A message that became a ticket of its own; once, by its key."""

    __tablename__ = "ticket_split"
    __privacy__: dict[str, str] = {}

    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), unique=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
