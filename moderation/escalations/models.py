"""Every change managers made to a rule, with what stood there before."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.topics.models import Topic
from moderation.helpdesk.rules import TRIGGERS

_NAMED = ",".join(f"'{trigger}'" for trigger in sorted(TRIGGERS))


class RuleChange(Model):
    """Of the general rule, or of that of one topic. `before` and `after` hold what differs."""

    __tablename__ = "rule_change"
    __privacy__ = {"trigger": "code", "before": "public", "after": "public"}
    __table_args__ = (
        CheckConstraint(f"trigger in ({_NAMED})", name="trigger"),
        Index("ix_rule_change_about", "trigger", "topic_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trigger: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("rule_change.id"), unique=True)

    actor: Mapped[Member] = relationship()
    topic: Mapped[Topic | None] = relationship()
