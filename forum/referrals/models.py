"""The link somebody invites with, and who came by it and said so."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model


class JoinLink(Model):
    """At most one of each member, by its primary key; a new code takes the place of the old one."""

    __tablename__ = "join_link"
    __privacy__ = {"code": "secret"}

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    code: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)


class MemberReferral(Model):
    """One for each who came. Whoever closes their account leaves the row without their side."""

    __tablename__ = "member_referral"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("inviter_id != invited_id", name="not_oneself"),
        CheckConstraint("counted_at is null or accepted_at is not null", name="counted"),
        Index("ix_member_referral_inviter_id", "inviter_id", "accepted_at", "id"),
        Index("ix_member_referral_accepted_at", "accepted_at", "said_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    invited_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id), unique=True)
    said_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
