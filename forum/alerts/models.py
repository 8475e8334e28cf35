"""An alert about a service, and the updates to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.services.models import Service
from forum.topics.models import Topic


class Alert(Model):
    """Whether it is for now, planned or past follows from its state and its two moments. Without
    a topic it is about the whole service.
    """

    __tablename__ = "alert"
    __privacy__ = {
        "title": "public",
        "slug": "public",
        "body": "public",
        "html": "public",
        "kind": "code",
        "state": "code",
    }
    __table_args__ = (
        CheckConstraint("kind in ('problem','planned')", name="kind"),
        CheckConstraint("state in ('draft','published','ended')", name="state"),
        CheckConstraint("ends_at is null or ends_at > begins_at", name="moments"),
        CheckConstraint("(state = 'draft') = (published_at is null)", name="published"),
        CheckConstraint("(state = 'ended') = (ended_at is not null)", name="ended"),
        CheckConstraint("version > 0", name="version"),
        Index("ix_alert_state_begins_at", "state", "begins_at"),
        Index("ix_alert_service_id", "service_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    slug: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    kind: Mapped[str]
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="draft")
    written_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    service: Mapped[Service] = relationship()
    topic: Mapped[Topic | None] = relationship()

    @property
    def about(self) -> str:
        """The service, and the topic when it is about one."""
        return f"{self.service.name}: {self.topic.name}" if self.topic else self.service.name

    @property
    def over_at(self) -> datetime | None:
        """When it was ended, or else when it ends by itself."""
        return self.ended_at or self.ends_at

    @property
    def when(self) -> str:
        """`now`, `planned` or `past`; a draft is none of them."""
        if self.state == "draft":
            return "draft"
        if self.over_at is not None and self.over_at <= now():
            return "past"
        return "now" if self.begins_at <= now() else "planned"


class AlertUpdate(Model):
    """What staff added later; the first has the number 1."""

    __tablename__ = "alert_update"
    __privacy__ = {"body": "public", "html": "public"}
    __table_args__ = (
        UniqueConstraint("alert_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey(Alert.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    number: Mapped[int]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(default=now)
