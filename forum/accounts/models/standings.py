"""Where people stand on the ladder, and the yes of those who became Advocates."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import Model


class Advocacy(Model):
    """A named member of staff asked somebody to be an Advocate, and what they answered.

    It holds while it is not ended: a no ends it, and so does either side later. Nobody is named
    by `confirmed_by_id` only for those who were Advocates before their staff had to be.
    """

    __tablename__ = "advocacy"
    __privacy__ = {"reason": "words"}
    __table_args__ = (
        UniqueConstraint("id", "member_id"),
        CheckConstraint("member_id != confirmed_by_id", name="not_oneself"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        CheckConstraint("ended_at is not null or ended_by_id is null", name="ended"),
        Index(
            "uq_advocacy_live",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))


class Standing(Model):
    """The rung as last computed, and the reading that counts towards it.

    `warned_at` is when the notice began that this rung will be lost; `reviewed_at` is when an
    Advocate was last looked at. Nobody is one without the yes of `advocacy_id`, which is theirs.
    """

    __tablename__ = "standing"
    __privacy__ = {"rung": "code"}
    __table_args__ = (
        ForeignKeyConstraint(["advocacy_id", "member_id"], ["advocacy.id", "advocacy.member_id"]),
        CheckConstraint("rung != 'advocate' or advocacy_id is not null", name="agreed"),
        CheckConstraint(
            "rung in ('newcomer','regular','follower','advocate','emeritus')", name="rung"
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    rung: Mapped[str] = mapped_column(default=Rung.NEWCOMER)
    since: Mapped[datetime] = mapped_column(default=now)
    warned_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    advocacy_id: Mapped[int | None]
    computed_at: Mapped[datetime] = mapped_column(default=now)
    reading_seconds: Mapped[int] = mapped_column(default=0)
    threads_read: Mapped[int] = mapped_column(default=0)
    posts_read: Mapped[int] = mapped_column(default=0)
