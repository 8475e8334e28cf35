"""One question about one thing, the reminder, and the answers, of which the last one counts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model, Private
from forum.kernel.subjects import Subject
from forum.surveys.rules import GOT, LONGEST_COMMENT, UNSENT, WAYS

REFUSED = """
    exists (
        select 1 from survey
        where survey.id = new.survey_id and survey.closes_at <= new.said_at
    ) or exists (
        select 1 from survey_answer as earlier where earlier.survey_id = new.survey_id
        and (earlier.stands_from <= new.said_at or earlier.stands_from <> new.stands_from)
    )
"""
"""Which row is refused: nothing is answered after the close, and nothing is changed from the moment
on from which the first answer stands, which no later one can move.
"""


def _quoted(codes: tuple[str, ...]) -> str:
    return ",".join(f"'{code}'" for code in codes)


class Survey(Model):
    """Put to a member, or to an address, of which only a `mark` is kept (what our secret key makes
    of it). `way` says how it reached them; `unsent` why it did not.
    """

    __tablename__ = "survey"
    __privacy__ = {"mark": "digest", "way": "code", "unsent": "code", "comment": "words"}
    __table_args__ = (
        UniqueConstraint("about_id"),
        CheckConstraint(f"way in ({_quoted(WAYS)})", name="way"),
        CheckConstraint(f"unsent in ({_quoted(UNSENT)})", name="unsent"),
        CheckConstraint("(way = 'none') = (unsent is not null)", name="sent"),
        CheckConstraint("closes_at >= asked_at", name="closes"),
        CheckConstraint(f"length(comment) <= {LONGEST_COMMENT}", name="comment"),
        Index("ix_survey_asked_at", "asked_at"),
        Index("ix_survey_member_id", "member_id", "id"),
        Index("ix_survey_mark", "mark"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    mark: Mapped[str | None]
    way: Mapped[str]
    unsent: Mapped[str | None]
    comment: Mapped[str | None] = mapped_column(Private)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    closes_at: Mapped[datetime]

    @property
    def is_open(self) -> bool:
        return now() < self.closes_at


class SurveyAnswer(Model):
    """What was answered, and each time it was changed; the database changes and removes no row.
    `level` is from 1, very dissatisfied, to 5; `got` says whether they got what they needed.
    """

    __tablename__ = "survey_answer"
    __privacy__ = {"got": "code"}
    __ledger__ = REFUSED
    __table_args__ = (
        UniqueConstraint("survey_id", "turn"),
        CheckConstraint("level between 1 and 5", name="level"),
        CheckConstraint(f"got in ({_quoted(GOT)})", name="got"),
        CheckConstraint("turn >= 1", name="turn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey(Survey.id))
    turn: Mapped[int]
    level: Mapped[int]
    got: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=now)
    stands_from: Mapped[datetime]

    @property
    def stands(self) -> bool:
        return now() >= self.stands_from


class SurveyReminder(Model):
    """At most one for each question, by its primary key."""

    __tablename__ = "survey_reminder"
    __privacy__: dict[str, str] = {}

    survey_id: Mapped[int] = mapped_column(
        ForeignKey(Survey.id), primary_key=True, autoincrement=False
    )
    sent_at: Mapped[datetime] = mapped_column(default=now)
