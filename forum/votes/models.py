"""One row for each person and thing voted on."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class Vote(Model):
    __tablename__ = "vote"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("value in (-1, 1)", name="value"),
        Index("ix_vote_subject_id", "subject_id"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    value: Mapped[int]
    cast_at: Mapped[datetime] = mapped_column(default=now)
