"""A ballot, its options with what was counted, and the papers until then."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.ballots.rules import MOST
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class Ballot(Model):
    """What it is about has one ballot. `papers` is how many were counted at `counted_at`."""

    __tablename__ = "ballot"
    __privacy__ = {"question": "public"}
    __table_args__ = (
        CheckConstraint("closes_at > opened_at", name="closes"),
        CheckConstraint("counted_at >= closes_at", name="counted"),
        CheckConstraint("(counted_at is null) = (papers is null)", name="papers"),
        Index("ix_ballot_counted_at_closes_at", "counted_at", "closes_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    about_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), unique=True)
    question: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closes_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]
    papers: Mapped[int | None]

    options: Mapped[list["BallotOption"]] = relationship(order_by="BallotOption.number")

    @property
    def is_open(self) -> bool:
        return now() < self.closes_at


class BallotOption(Model):
    """`approvals` are there once it is counted."""

    __tablename__ = "ballot_option"
    __privacy__ = {"words": "public"}
    __table_args__ = (
        CheckConstraint(f"number >= 0 and number < {MOST}", name="number"),
        CheckConstraint("approvals >= 0", name="approvals"),
    )

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey(Ballot.id), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    approvals: Mapped[int | None]


class BallotPaper(Model):
    """One for each person; `marks` as in rules.py. Destroyed when the ballot is counted."""

    __tablename__ = "ballot_paper"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint(f"marks >= 0 and marks < {1 << MOST}", name="marks"),
        Index("ix_ballot_paper_member_id", "member_id"),
    )

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey(Ballot.id), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    marks: Mapped[int]
