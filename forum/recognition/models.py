"""Badges, thank-you notes, the list of helpers, and who wants nobody else to see their badges."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject
from forum.recognition.rules import Badge

_BADGES = ",".join(f"'{badge}'" for badge in Badge)


class BadgeGiven(Model):
    """One badge somebody has, or had: `why_ended` says whether it expired or was taken back.

    `source_id` is the event it came from; a year and an Advocate come from none.
    """

    __tablename__ = "badge_given"
    __privacy__ = {"badge": "code", "why_ended": "code"}
    __table_args__ = (
        CheckConstraint(f"badge in ({_BADGES})", name="badge"),
        CheckConstraint("expires_at > given_at", name="expires"),
        CheckConstraint("(ended_at is null) = (why_ended is null)", name="ended"),
        CheckConstraint("why_ended in ('expired','taken back')", name="why"),
        Index(
            "uq_badge_given_live",
            "member_id",
            "badge",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_badge_given_member_id", "member_id"),
        Index("ix_badge_given_expires_at", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    badge: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey(PublishedEvent.id))
    given_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    why_ended: Mapped[str | None]


class QuietPerson(Model):
    """Somebody who wants no badge shown to others; the row goes when they take it back."""

    __tablename__ = "quiet_person"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime] = mapped_column(default=now)


class ThankYouNote(Model):
    """Staff thank somebody for one post, once for each; `is_shown` to all by its receiver."""

    __tablename__ = "thank_you_note"
    __privacy__ = {"body": "words"}
    __table_args__ = (
        CheckConstraint("length(trim(body)) > 0", name="body"),
        CheckConstraint("member_id != by_id", name="not_oneself"),
        Index("ix_thank_you_note_member_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    is_shown: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship(foreign_keys=by_id)


class ListedHelper(Model):
    """Somebody who wants to stand in the list; the row goes when they take it back.

    `people_helped` counts different people of the last 365 days, as last worked out.
    """

    __tablename__ = "listed_helper"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_listed_helper_people_helped", "people_helped", "member_id"),)

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    people_helped: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(default=now)


class YearLookedAt(Model):
    """In January somebody's last year was looked at: whoever helped in it was told, once."""

    __tablename__ = "year_looked_at"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime] = mapped_column(default=now)
