"""Who can what, who is away and how much they take, and how a service gives its new ones."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket
from moderation.rota.wording import WAYS

_NAMED = ",".join(f"'{way}'" for way in sorted(WAYS))


class Availability(Model):
    """What somebody at the desk said about themselves. No capacity means no limit."""

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


class Skill(Model):
    """Something not everybody at the desk can: a trade, a law, a language."""

    __tablename__ = "skill"
    __privacy__ = {"name": "public", "name_key": "public"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    is_retired: Mapped[bool] = mapped_column(default=False)


class MemberSkill(Model):
    """Somebody at the desk can this."""

    __tablename__ = "member_skill"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey(Skill.id), primary_key=True)


class AskedSkill(Model):
    """Tickets of a kind, of a service, or about a topic ask for a skill."""

    __tablename__ = "asked_skill"
    __privacy__ = {"kind": "code"}
    __table_args__ = (
        CheckConstraint(
            "(kind is not null and service_id is null and topic_id is null)"
            " or (kind is null and service_id is not null and topic_id is null)"
            " or (kind is null and service_id is null and topic_id is not null)",
            name="one_of_three",
        ),
        UniqueConstraint("skill_id", "kind"),
        UniqueConstraint("skill_id", "service_id"),
        UniqueConstraint("skill_id", "topic_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey(Skill.id))
    kind: Mapped[str | None]
    service_id: Mapped[int | None] = mapped_column(ForeignKey(Service.id))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(Topic.id))


class Given(Model):
    """Why a ticket was given to whom: the way, the skills it asked for, and among how many.

    `is_skilled` is None where it asked for none, False where nobody who was here had them all.
    """

    __tablename__ = "ticket_given"
    __privacy__ = {"way": "code", "asked": "facts"}

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    way: Mapped[str]
    asked: Mapped[dict[str, Any]]
    is_skilled: Mapped[bool | None]
    among: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(default=now)

    member: Mapped[Member] = relationship()
