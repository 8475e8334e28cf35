"""Who is away, how many tickets somebody takes, and how a service gives its new ones."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.rota.wording import WAYS

_NAMED = ",".join(f"'{way}'" for way in sorted(WAYS))


class Hand(Model):
    """What somebody at the desk said about themselves. No capacity means no end."""

    __tablename__ = "desk_hand"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("capacity is null or capacity between 0 and 500", name="capacity"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    capacity: Mapped[int | None]
    away_until: Mapped[datetime | None]


class GivingRule(Model):
    """`last_id` is whose turn it was last. A service without a row gives by hand."""

    __tablename__ = "giving_rule"
    __privacy__ = {"way": "code"}
    __table_args__ = (CheckConstraint(f"way in ({_NAMED})", name="way"),)

    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id), primary_key=True)
    way: Mapped[str]
    last_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    version: Mapped[int] = mapped_column(default=1)


class GivingChange(Model):
    """`before` and `after` hold the way."""

    __tablename__ = "giving_change"
    __privacy__ = {"before": "public", "after": "public"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("giving_change.id"), unique=True)

    actor: Mapped[Member] = relationship()
