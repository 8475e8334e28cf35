"""Members, their sign-ins, and their codes by mail."""

from collections.abc import Set
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models.standings import Standing
from forum.accounts.standing import LADDER, STAFF_ROLES, Privilege, Role, Rung, name_shown
from forum.kernel.clock import now
from forum.kernel.db import Model


class Member(UserMixin, Model):
    __tablename__ = "member"
    __privacy__ = {
        "name": "identity",
        "name_key": "identity",
        "email": "contact",
        "email_key": "contact",
        "password_hash": "secret",
        "role": "code",
        "team": "public",
        "language": "code",
    }
    __table_args__ = (
        CheckConstraint(
            "role in ('citizen','moderator','agent','policy','manager','admin')", name="role"
        ),
        CheckConstraint(
            "not is_imported or (email is null and password_hash is null)", name="imported"
        ),
        Index(
            "ix_member_leaves_at",
            "leaves_at",
            sqlite_where=text("leaves_at is not null"),
            postgresql_where=text("leaves_at is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    role: Mapped[str] = mapped_column(default=Role.CITIZEN)
    team: Mapped[str | None]
    language: Mapped[str | None]
    is_under_18: Mapped[bool] = mapped_column(default=False)
    is_imported: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=now)
    verified_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]
    limited_until: Mapped[datetime | None]
    leaves_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]

    standing: Mapped[Standing | None] = relationship(lazy="joined")

    acts_as_citizen = False
    """No column: said of whoever is asking, while the second step or a scope is missing."""

    @property
    def is_active(self) -> bool:
        return self.erased_at is None and not self.is_imported

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None and self.suspended_until > now()

    @property
    def is_limited(self) -> bool:
        """May take part, but only a little each day."""
        return self.limited_until is not None and self.limited_until > now()

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES and not self.acts_as_citizen

    @property
    def works_here(self) -> bool:
        """Staff who may act, and see what is hidden from others."""
        return self.works_as(STAFF_ROLES)

    def works_as(self, roles: Set[str]) -> bool:
        """Whether they may act in one of these roles; a suspended person may in none."""
        return self.role in roles and not self.is_suspended and not self.acts_as_citizen

    @property
    def shown_name(self) -> str:
        """What everybody reads."""
        return name_shown(self.name, self.role)

    @property
    def rung(self) -> Rung:
        return Rung(self.standing.rung) if self.standing else Rung.NEWCOMER

    def may(self, privilege: Privilege) -> bool:
        """Staff may what citizens may; sanctions are absolute; otherwise the rung decides."""
        if not self.is_active or not self.is_verified or self.is_suspended:
            return False
        return self.is_staff or privilege in LADDER[self.rung].privileges


class SignIn(Model):
    """One signed-in browser; the cookie holds a secret of which only the digest is kept."""

    __tablename__ = "sign_in"
    __privacy__ = {"digest": "secret", "browser": "technical"}

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    browser: Mapped[str]
    began_at: Mapped[datetime] = mapped_column(default=now)
    proved_at: Mapped[datetime] = mapped_column(default=now)
    second_step_at: Mapped[datetime | None]
    ends_at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="joined")


class Code(Model):
    """A link sent by mail: for one purpose, for one address, used once.

    The link's secret is computed from the row and the secret key, so it is stored nowhere.
    """

    __tablename__ = "code"
    __privacy__ = {"purpose": "code", "nonce": "secret", "email": "contact"}
    __table_args__ = (Index("ix_code_member_id_purpose", "member_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    purpose: Mapped[str]
    nonce: Mapped[str]
    email: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondStep(Model):
    """The key in somebody's phone. It is kept locked with the secret key of the house.

    `last_step` is the half minute whose code was used last: none before it opens anything again.
    """

    __tablename__ = "second_step"
    __privacy__ = {"locked_key": "secret"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    locked_key: Mapped[str]
    last_step: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)


class RecoveryCode(Model):
    """Opens the door once when the phone is lost; only its digest is kept."""

    __tablename__ = "recovery_code"
    __privacy__ = {"digest": "secret"}

    digest: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    used_at: Mapped[datetime | None]


class ApiToken(Model):
    """`scopes` are the names of forum/accounts/scopes.py, with a space between them."""

    __tablename__ = "api_token"
    __privacy__ = {"digest": "secret", "name": "technical", "scopes": "code"}

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    name: Mapped[str]
    scopes: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="joined")

    @classmethod
    def is_live(cls) -> ColumnElement[bool]:
        """Neither taken back nor past its last day."""
        return cls.ended_at.is_(None) & or_(cls.ends_at.is_(None), cls.ends_at > now())
