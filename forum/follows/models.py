"""One row for each person and thing they want to hear about."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class Follow(Model):
    __tablename__ = "follow"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_follow_subject_id", "subject_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)
