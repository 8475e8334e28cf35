"""The rules by which questions come to the desk, and the questions that never do by themselves."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk.models.tickets import Ticket
from moderation.helpdesk.rules import TRIGGERS

_NAMED = ",".join(f"'{trigger}'" for trigger in sorted(TRIGGERS))


class EscalationRule(Model):
    """What managers have set, for all topics or for one; until then `AT_FIRST` counts.

    `is_on` is None where a topic follows the general rule. `threshold` is in opening minutes or
    in people, as the trigger has it. The time of a topic itself stands in its own row.
    """

    __tablename__ = "escalation_rule"
    __privacy__ = {"trigger": "code", "explanation": "public"}
    __table_args__ = (
        CheckConstraint(f"trigger in ({_NAMED})", name="trigger"),
        CheckConstraint("topic_id is not null or is_on is not null", name="general"),
        CheckConstraint("threshold >= 0", name="threshold"),
        CheckConstraint("version > 0", name="version"),
        UniqueConstraint("trigger", "topic_id"),
        Index(
            "uq_escalation_rule_general",
            "trigger",
            unique=True,
            sqlite_where=text("topic_id is null"),
            postgresql_where=text("topic_id is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trigger: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    is_on: Mapped[bool | None]
    threshold: Mapped[int]
    explanation: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class LeftAlone(Model):
    """No rule brings it to the desk: its author said so, or it is the same as another ticket."""

    __tablename__ = "left_alone"
    __privacy__ = {"why": "code"}
    __table_args__ = (
        CheckConstraint("why in ('declined','duplicate')", name="why"),
        CheckConstraint("(why = 'duplicate') = (ticket_id is not null)", name="ticket"),
        Index("ix_left_alone_ticket_id", "ticket_id"),
    )

    thread_id: Mapped[int] = mapped_column(
        ForeignKey(Thread.id), primary_key=True, autoincrement=False
    )
    why: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    since: Mapped[datetime] = mapped_column(default=now)
