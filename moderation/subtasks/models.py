"""What another department is asked to do for a ticket, and the log of its states."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.subtasks.states import MOVES, State

OPEN = text("state = 'open'")


def _quoted(states: Iterable[str]) -> str:
    return ",".join(f"'{state}'" for state in sorted(states))


_PAIRS = " or ".join(
    f"(before = '{before}' and state in ({_quoted(after)}))"
    for before, after in MOVES.items()
    if after
)


class Subtask(Model):
    """The person of the ticket reads `public_line` and `public_outcome`; the department reads
    `asked` and writes `line`, and neither sees the other's.

    `nonce` belongs to one showing of the form, so that a button pressed twice asks once.
    """

    __tablename__ = "subtask"
    __privacy__ = {
        "asked": "words",
        "public_line": "words",
        "state": "code",
        "line": "words",
        "public_outcome": "words",
        "nonce": "technical",
    }
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"state in ({_quoted(State)})", name="state"),
        CheckConstraint("(state = 'open') = (closed_at is null)", name="closed"),
        CheckConstraint("state = 'open' or line <> ''", name="line"),
        Index("ix_subtask_ticket_id", "ticket_id", "id"),
        Index(
            "ix_subtask_open",
            "service_id",
            "due_at",
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    asker_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    asked: Mapped[str]
    public_line: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.OPEN)
    line: Mapped[str] = mapped_column(default="")
    public_outcome: Mapped[str] = mapped_column(default="")
    nonce: Mapped[str] = mapped_column(unique=True)
    due_at: Mapped[datetime]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    ticket: Mapped[Ticket] = relationship()
    service: Mapped[Service] = relationship()
    asker: Mapped[Member] = relationship(foreign_keys=asker_id)
    assignee: Mapped[Member | None] = relationship(foreign_keys=assignee_id)


class SubtaskMove(Model):
    """The immutable log of its states."""

    __tablename__ = "subtask_move"
    __privacy__ = {"before": "code", "state": "code"}
    __table_args__ = (
        CheckConstraint(f"before is null or {_PAIRS}", name="allowed"),
        Index("ix_subtask_move_subtask_id", "subtask_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subtask_id: Mapped[int] = mapped_column(ForeignKey(Subtask.id))
    before: Mapped[str | None]
    state: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    moved_at: Mapped[datetime] = mapped_column(default=now)
