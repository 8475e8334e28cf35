"""Members, their sign-ins, their codes by mail, and where they stand on the ladder."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
    }
    __table_args__ = (
        CheckConstraint(
            "role in ('citizen','moderator','agent','policy','manager','admin')", name="role"
        ),
        CheckConstraint(
            "not is_imported or (email is null and password_hash is null)", name="imported"
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
    is_under_18: Mapped[bool] = mapped_column(default=False)
    is_imported: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=now)
    verified_at: Mapped[datetime | None]
    suspended_until: Mapped[datetime | None]
    limited_until: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]

    standing: Mapped["Standing | None"] = relationship(lazy="joined")

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
        return self.role in STAFF_ROLES

    @property
    def works_here(self) -> bool:
        """Staff who may act, and see what is hidden from others."""
        return self.is_staff and not self.is_suspended

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


class Standing(Model):
    """The rung as last computed, and the reading that counts towards it."""

    __tablename__ = "standing"
    __privacy__ = {"rung": "code"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    rung: Mapped[str] = mapped_column(default=Rung.NEWCOMER)
    since: Mapped[datetime] = mapped_column(default=now)
    computed_at: Mapped[datetime] = mapped_column(default=now)
    reading_seconds: Mapped[int] = mapped_column(default=0)
    threads_read: Mapped[int] = mapped_column(default=0)
    posts_read: Mapped[int] = mapped_column(default=0)


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


class ApiToken(Model):
    __tablename__ = "api_token"
    __privacy__ = {"digest": "secret", "name": "technical"}

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    name: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="joined")
