"""How people moved between the rungs, what staff decided, and windows that stand still."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model

RUNG = "in ('newcomer','regular','follower','advocate','emeritus')"


class RungMove(Model):
    """One step on the ladder; never changed. `by_id` is whoever decided it, if somebody did."""

    __tablename__ = "rung_move"
    __privacy__ = {"from_rung": "code", "to_rung": "code", "why": "code"}
    __table_args__ = (
        CheckConstraint(f"from_rung {RUNG} and to_rung {RUNG}", name="rungs"),
        CheckConstraint("from_rung != to_rung", name="moves"),
        Index("ix_rung_move_member_id", "member_id", "id"),
        Index("ix_rung_move_moved_at", "moved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    from_rung: Mapped[str]
    to_rung: Mapped[str]
    why: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    rules_version: Mapped[int]
    moved_at: Mapped[datetime] = mapped_column(default=now)


class RungHold(Model):
    """Staff hold somebody on a rung, whatever the numbers say: until `ends_at`, if that is given,
    or until they let go of it.
    """

    __tablename__ = "rung_hold"
    __privacy__ = {"rung": "code", "reason": "words"}
    __table_args__ = (
        CheckConstraint(f"rung {RUNG}", name="rung"),
        CheckConstraint("member_id != held_by_id", name="not_oneself"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        CheckConstraint("(ended_at is null) = (ended_by_id is null)", name="ended"),
        CheckConstraint("ends_at is null or ends_at > held_at", name="ends"),
        Index(
            "uq_rung_hold_live",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    rung: Mapped[str]
    reason: Mapped[str]
    held_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    held_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))


class WindowPause(Model):
    """Somebody asked that a time does not count, and need not say why; ended early, it is cut."""

    __tablename__ = "window_pause"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("ends_at > began_at", name="ends"),
        Index("ix_window_pause_member_id", "member_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    began_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class RungCare(Model):
    """One of the staff looks after somebody's way here, until somebody else does or nobody."""

    __tablename__ = "rung_care"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("member_id != owner_id", name="not_oneself"),
        CheckConstraint("ended_at >= began_at", name="ended"),
        Index("ix_rung_care_owner_id", "owner_id"),
        Index(
            "uq_rung_care_live",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    owner_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    began_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
