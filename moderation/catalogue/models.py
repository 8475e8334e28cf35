"""Every change staff made to a service or a topic, with what stood there before."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from forum.topics.models import Topic


class CatalogueChange(Model):
    """`before` and `after` hold only what differs; what was added has nothing before it. `reason`
    says why a promise can be kept that was not kept often enough before.
    """

    __tablename__ = "catalogue_change"
    __privacy__ = {"before": "public", "after": "public", "reason": "words"}
    __table_args__ = (
        CheckConstraint("(service_id is null) <> (topic_id is null)", name="about"),
        Index("ix_catalogue_change_service_id", "service_id"),
        Index("ix_catalogue_change_topic_id", "topic_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey(Service.id))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str | None]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_change.id"), unique=True)

    actor: Mapped[Member] = relationship()
    topic: Mapped[Topic | None] = relationship()

    @property
    def is_addition(self) -> bool:
        return not self.before
