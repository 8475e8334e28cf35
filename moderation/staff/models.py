"""Who is invited to work here or to take part, who works for which service, and every change."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service

OPEN = text("accepted_at is null and withdrawn_at is null")


class Invitation(Model):
    """A link by mail that gives a role, once. Its secret is computed from `nonce`, never stored."""

    __tablename__ = "invitation"
    __privacy__ = {
        "email": "contact",
        "email_key": "contact",
        "name": "identity",
        "role": "code",
        "nonce": "secret",
    }
    __table_args__ = (
        CheckConstraint(
            "role in ('citizen','moderator','agent','policy','manager','admin')", name="role"
        ),
        CheckConstraint("(accepted_at is null) = (accepted_by_id is null)", name="accepted"),
        Index(
            "uq_invitation_open_email_key",
            "email_key",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    email_key: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    nonce: Mapped[str]
    invited_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    sent_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))

    services: Mapped[list[Service]] = relationship(
        secondary="invitation_service", viewonly=True, order_by=Service.name
    )

    @property
    def is_open(self) -> bool:
        """Neither accepted nor withdrawn; it may be too old."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def is_live(self) -> bool:
        return self.is_open and self.ends_at > now()


class InvitationService(Model):
    __tablename__ = "invitation_service"
    __privacy__: dict[str, str] = {}

    invitation_id: Mapped[int] = mapped_column(ForeignKey(Invitation.id), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id), primary_key=True)


class StaffService(Model):
    """Somebody works for this service. Who has no row works for all of them."""

    __tablename__ = "staff_service"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id), primary_key=True)


class StaffFace(Model):
    """How somebody who works here is shown to the people they help: by name, or as the team."""

    __tablename__ = "staff_face"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    is_team_only: Mapped[bool] = mapped_column(default=False)


class StaffStart(Model):
    """Somebody new at the desk: so many of their first answers a colleague still looks at."""

    __tablename__ = "staff_start"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("answers_left between 0 and 5", name="answers_left"),
        CheckConstraint("(policy_version is null) = (policy_read_at is null)", name="policy"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(default=now)
    answers_left: Mapped[int]
    policy_version: Mapped[int | None]
    policy_read_at: Mapped[datetime | None]


class StaffChange(Model):
    """`before` and `after` hold only what differs of role, team and services."""

    __tablename__ = "staff_change"
    __privacy__ = {"before": "public", "after": "public", "reason": "words"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("staff_change.id"), unique=True)

    actor: Mapped[Member] = relationship(foreign_keys=[actor_id])
