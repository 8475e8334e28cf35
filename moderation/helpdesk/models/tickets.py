"""A ticket, the log of its states, and its promises."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.helpdesk.states import MOVES, State

SOURCES = ("thread", "idea", "report", "relationship", "direct", "answer", "comment")


def _quoted(states: Iterable[str]) -> str:
    return ",".join(f"'{state}'" for state in sorted(states))


_PAIRS = " or ".join(
    f"(before = '{before}' and state in ({_quoted(after)}))"
    for before, after in MOVES.items()
    if after
)


class Ticket(Model):
    """`is_live` is true until the state is final; one live ticket a source, by constraint.

    `is_emergency`: somebody is in danger. `open_subtasks` are counted by a room further up.
    `promised_for` is the version of its service whose promises it was last given. `rule_version`
    and `rule_threshold` are those of the rule that opened it, `rule_topic_id` the topic it is of.
    `topic_id` is what it is about; None while nobody has said.
    """

    __tablename__ = "ticket"
    __privacy__ = {
        "reference": "code",
        "source_kind": "code",
        "kind": "code",
        "state": "code",
        "trigger": "code",
        "impact": "code",
        "urgency": "code",
        "title": "words",
        "contact_name": "identity",
        "contact_email": "contact",
        "opened_with": "technical",
    }
    __kept__ = {
        "id": "subject",
        "source_id": "subject",
        "opener_id": "member",
        "service_id": "service",
        "topic_id": "topic",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_quoted(State)})", name="state"),
        CheckConstraint(f"source_kind in ({_quoted(SOURCES)})", name="source"),
        CheckConstraint("(source_kind = 'direct') = (source_id is null)", name="source_id"),
        CheckConstraint(
            "merged_into_id is null or (state = 'merged' and merged_into_id <> id)", name="merged"
        ),
        CheckConstraint("open_subtasks >= 0", name="open_subtasks"),
        CheckConstraint("impact in ('low','medium','high')", name="impact"),
        CheckConstraint("urgency in ('low','medium','high')", name="urgency"),
        Index(
            "uq_ticket_live_source",
            "source_id",
            unique=True,
            sqlite_where=text("is_live"),
            postgresql_where=text("is_live"),
        ),
        # Each page of a question asks for its ticket: without it all tickets are looked through.
        Index(
            "ix_ticket_source_id",
            *("source_id", "id"),
            sqlite_where=text("source_id is not null"),
            postgresql_where=text("source_id is not null"),
        ),
        Index("ix_ticket_is_live_due_at", "is_live", "due_at", "id"),
        Index(
            "ix_ticket_emergency",
            "id",
            sqlite_where=text("is_emergency and is_live"),
            postgresql_where=text("is_emergency and is_live"),
        ),
        Index("ix_ticket_opener_id", "opener_id"),
        Index("ix_ticket_assignee_id", "assignee_id"),
        Index("ix_ticket_merged_into_id", "merged_into_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(unique=True)
    source_kind: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    kind: Mapped[str] = mapped_column(default="question")
    is_for_managers: Mapped[bool] = mapped_column(default=False)
    promised_for: Mapped[int] = mapped_column(default=0)
    trigger: Mapped[str]
    rule_version: Mapped[int | None]
    rule_threshold: Mapped[int | None]
    rule_topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    state: Mapped[str] = mapped_column(default=State.NEW)
    is_live: Mapped[bool] = mapped_column(default=True)
    impact: Mapped[str] = mapped_column(default="medium")
    urgency: Mapped[str] = mapped_column(default="medium")
    is_emergency: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str]
    opener_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    contact_name: Mapped[str | None]
    contact_email: Mapped[str | None]
    opened_with: Mapped[str | None] = mapped_column(unique=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    lease_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    open_subtasks: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))

    service: Mapped[Service] = relationship()
    topic: Mapped[Topic | None] = relationship(foreign_keys=topic_id)
    assignee: Mapped[Member | None] = relationship(foreign_keys=assignee_id)
    opener: Mapped[Member | None] = relationship(foreign_keys=opener_id)

    @property
    def is_held(self) -> bool:
        """Somebody works on it at this moment."""
        return self.lease_until is not None and self.lease_until > now()


class StateMove(Model):
    """The immutable log every clock is computed from."""

    __tablename__ = "state_move"
    __privacy__ = {"before": "code", "state": "code", "reason": "code"}
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"before is null or {_PAIRS}", name="allowed"),
        Index("ix_state_move_ticket_id", "ticket_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id))
    before: Mapped[str | None]
    state: Mapped[str]
    reason: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    moved_at: Mapped[datetime] = mapped_column(default=now)
