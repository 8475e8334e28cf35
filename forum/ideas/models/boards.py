"""A board that ideas belong to, with its rules, and what enough supporters have set in motion."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.ideas.states import THRESHOLDS
from forum.kernel.db import Model
from forum.services.models import Service

_NAMED = ",".join(f"'{threshold}'" for threshold in sorted(THRESHOLDS))


class Board(Model):
    """`supports_each` is how many open ideas here one person can stand behind: any number, or so
    many for everybody alike. Without a service it is for the whole place.
    """

    __tablename__ = "board"
    __privacy__ = {"slug": "public", "name": "public"}
    __table_args__ = (
        CheckConstraint("review_at > 0 and promise_at > 0 and promise_days > 0", name="thresholds"),
        CheckConstraint("supports_each is null or supports_each > 0", name="supports_each"),
        CheckConstraint(
            "opens_at is null or closes_at is null or opens_at < closes_at", name="open"
        ),
        CheckConstraint("version > 0", name="version"),
        Index(
            "uq_board_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    service_id: Mapped[int | None] = mapped_column(ForeignKey(Service.id))
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    takes_supports: Mapped[bool] = mapped_column(default=True)
    supports_each: Mapped[int | None]
    review_at: Mapped[int] = mapped_column(default=25)
    promise_at: Mapped[int] = mapped_column(default=250)
    promise_days: Mapped[int] = mapped_column(default=20)
    is_default: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    service: Mapped[Service | None] = relationship()


class IdeaThreshold(Model):
    """So many stand behind an idea that something follows, once; `fell_at` while it is not so.

    `supports` is how many were asked for at that moment, `due_at` when the council's answer is
    promised.
    """

    __tablename__ = "idea_threshold"
    __privacy__ = {"threshold": "code"}
    __table_args__ = (
        CheckConstraint(f"threshold in ({_NAMED})", name="threshold"),
        CheckConstraint("(threshold = 'promise') = (due_at is not null)", name="due"),
        CheckConstraint("supports > 0", name="supports"),
        Index("ix_idea_threshold_standing", "threshold", "fell_at", "due_at"),
    )

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    threshold: Mapped[str] = mapped_column(primary_key=True)
    supports: Mapped[int]
    reached_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    fell_at: Mapped[datetime | None]
