"""What people are told on their own page, and how they want to be told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject


class Notice(Model):
    """About an answer, a question, an idea, a round; without one about the person themselves."""

    __tablename__ = "notice"
    __privacy__ = {"kind": "code"}
    __table_args__ = (
        UniqueConstraint("event_id", "member_id", "kind"),
        Index("ix_notice_member_id_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    told_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]


class Preference(Model):
    """Three presets: `mine` (only what concerns me), `follows` (also what I follow), `none`."""

    __tablename__ = "preference"
    __privacy__ = {"preset": "code"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    preset: Mapped[str] = mapped_column(default="mine")
