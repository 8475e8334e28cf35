"""A sanction: who, what, until when, and the statement that says why."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model


class Sanction(Model):
    """Never removed; one that was taken back has `lifted_at`. A warning has no end."""

    __tablename__ = "sanction"
    __privacy__ = {"measure": "code", "statement": "words"}
    __table_args__ = (
        CheckConstraint("measure in ('warn','limit','suspend')", name="measure"),
        CheckConstraint("(measure = 'warn') = (until is null)", name="until"),
        CheckConstraint("until is null or until > imposed_at", name="ends"),
        CheckConstraint("length(trim(statement)) > 0", name="statement"),
        CheckConstraint("member_id != imposed_by_id", name="not_oneself"),
        CheckConstraint("(lifted_at is null) = (lifted_by_id is null)", name="lifted"),
        Index("ix_sanction_member_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    measure: Mapped[str]
    until: Mapped[datetime | None]
    statement: Mapped[str]
    imposed_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    imposed_at: Mapped[datetime] = mapped_column(default=now)
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
