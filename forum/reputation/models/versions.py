"""Versions of the rules of the rungs that staff made; the first version is code."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model

ANNOUNCED = "announced_at is null"


class RulesVersion(Model):
    """Rules as a TOML text. They are tried on everybody, then announced, and hold from
    `effective_at` on, until a later version does; before that day they can be withdrawn.

    `trial` is what the trial counted: people by the rung before and after. `why` is what
    everybody reads about the change.
    """

    __tablename__ = "rules_version"
    __privacy__ = {"written": "public", "trial": "facts", "why": "public"}
    __table_args__ = (
        CheckConstraint("version > 1", name="version"),
        CheckConstraint("trial is null or tried_at is not null", name="trial"),
        CheckConstraint(f"{ANNOUNCED} or tried_at is not null", name="tried"),
        CheckConstraint(
            f"({ANNOUNCED}) = (announced_by_id is null) and ({ANNOUNCED}) = (effective_at is null)"
            f" and ({ANNOUNCED}) = (why is null)",
            name="announced",
        ),
        CheckConstraint("effective_at > announced_at", name="later"),
        CheckConstraint("length(trim(why)) > 0", name="why"),
        CheckConstraint("(withdrawn_at is null) = (withdrawn_by_id is null)", name="withdrawn"),
        CheckConstraint("withdrawn_at < effective_at", name="in_time"),
        Index(
            "uq_rules_version_effective_at",
            "effective_at",
            unique=True,
            sqlite_where=text("withdrawn_at is null"),
            postgresql_where=text("withdrawn_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    written: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    trial: Mapped[dict[str, Any] | None]
    tried_at: Mapped[datetime | None]
    why: Mapped[str | None]
    announced_at: Mapped[datetime | None]
    announced_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    effective_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
