"""Hats, who was given which, and the answers that were said for one."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.hats.kinds import Kind, Why
from forum.kernel.clock import now
from forum.kernel.db import Model

_KINDS = ",".join(f"'{kind}'" for kind in Kind)
_WHYS = ",".join(f"'{why}'" for why in Why)
_LIVE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text("ended_at is null")
)
_IN_USE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text("retired_at is null")
)


class Hat(Model):
    """An organisation or role that somebody may speak for; `about` says to all what it means.

    Two that are in use never have one name. Nothing is said any more for one that is retired.
    """

    __tablename__ = "hat"
    __privacy__ = {"kind": "code", "name": "public", "name_key": "public", "about": "public"}
    __table_args__ = (
        CheckConstraint(f"kind in ({_KINDS})", name="kind"),
        CheckConstraint("length(trim(name)) > 0 and length(trim(about)) > 0", name="words"),
        CheckConstraint("revision > 0", name="revision"),
        Index("uq_hat_name_key", "name_key", unique=True, **_IN_USE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    about: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]


class HatGrant(Model):
    """Somebody may wear a hat until `ends_at`; one at a time for each member and hat.

    `ended_at` comes before that when staff took it back, with `why_ended`, or when the person gave
    it back or may have it no longer, without.
    """

    __tablename__ = "hat_grant"
    __privacy__ = {"reason": "words", "why_ended": "words"}
    __table_args__ = (
        UniqueConstraint("id", "member_id"),
        CheckConstraint("member_id != given_by_id", name="not_oneself"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        CheckConstraint("ends_at > given_at", name="ends"),
        CheckConstraint(
            "ended_at is not null or (ended_by_id is null and why_ended is null)", name="ended"
        ),
        Index("uq_hat_grant_live", "hat_id", "member_id", unique=True, **_LIVE),
        Index("ix_hat_grant_hat_id", "hat_id", "id"),
        Index("ix_hat_grant_member_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hat_id: Mapped[int] = mapped_column(ForeignKey(Hat.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    given_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    why_ended: Mapped[str | None]

    hat: Mapped[Hat] = relationship()
    member: Mapped[Member] = relationship(foreign_keys=member_id)
    given_by: Mapped[Member] = relationship(foreign_keys=given_by_id)

    def is_live_at(self, moment: datetime) -> bool:
        """Whether something can be said with it then, if hats are on. Its hat is loaded."""
        is_open = self.ended_at is None and self.ends_at > moment
        return is_open and self.hat.retired_at is None

    @property
    def over_at(self) -> datetime:
        """When it ended, or will. Its hat is loaded."""
        ends = (self.ended_at, self.hat.retired_at, self.ends_at)
        return min(moment for moment in ends if moment is not None)


class WornHat(Model):
    """An answer was said for a hat, by its author, with a grant of theirs; one hat at a time.

    `name` is what the hat was called then, so that other words later put nothing into a mouth.
    `why_ended` is there when another hand than the author's took it off.
    """

    __tablename__ = "worn_hat"
    __privacy__ = {"name": "public", "why_ended": "code"}
    __table_args__ = (
        ForeignKeyConstraint(["answer_id", "member_id"], ["answer.id", "answer.author_id"]),
        ForeignKeyConstraint(["grant_id", "member_id"], ["hat_grant.id", "hat_grant.member_id"]),
        CheckConstraint(f"why_ended in ({_WHYS})", name="why_ended"),
        CheckConstraint("ended_at is not null or why_ended is null", name="ended"),
        Index("uq_worn_hat_live", "answer_id", unique=True, **_LIVE),
        Index("ix_worn_hat_answer_id", "answer_id"),
        Index("ix_worn_hat_grant_id", "grant_id"),
        Index("ix_worn_hat_member_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int]
    member_id: Mapped[int]
    grant_id: Mapped[int]
    name: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    why_ended: Mapped[str | None]

    grant: Mapped[HatGrant] = relationship(viewonly=True)
