"""A round, who answers in it, what was asked, and every answer with its corrections."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.rounds.states import LONGEST, PLACES, Phase, Reason, State, phase_of


def _one_of(values: type[StrEnum]) -> str:
    return ",".join(f"'{value}'" for value in sorted(values))


class QuestionRound(Model):
    """`reason` says why it was called off; `published_at` is from when on everybody reads it."""

    __tablename__ = "question_round"
    __privacy__ = {
        **dict.fromkeys(("title", "body", "html", "reason"), "public"),
        "state": "code",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_one_of(State)})", name="state"),
        CheckConstraint("closes_at > opens_at", name="closes"),
        CheckConstraint("state <> 'draft' or announced_at is null", name="draft"),
        CheckConstraint(
            "state not in ('announced','closed') or announced_at is not null", name="announced"
        ),
        CheckConstraint("(state = 'called_off') = (reason is not null)", name="reason"),
        CheckConstraint(
            "(state in ('called_off','closed')) = (ended_at is not null)", name="ended"
        ),
        CheckConstraint("state <> 'closed' or ended_at >= closes_at", name="by_its_time"),
        CheckConstraint("published_at is null or state = 'closed'", name="published"),
        CheckConstraint("revision > 0", name="revision"),
        Index("ix_question_round_opens_at", "opens_at", "id"),
        Index("ix_question_round_state_closes_at", "state", "closes_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=State.DRAFT)
    reason: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
    prepared_at: Mapped[datetime] = mapped_column(default=now)
    announced_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]

    @property
    def phase(self) -> Phase:
        return phase_of(self.state, self.opens_at, self.closes_at, at=now())


class RoundHost(Model):
    """Somebody who works here answers in this round."""

    __tablename__ = "round_host"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_round_host_member_id", "member_id"),)

    round_id: Mapped[int] = mapped_column(
        ForeignKey(QuestionRound.id), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )


class RoundQuestion(Model):
    """`place` is which of their three it is. An answered one whose asker was erased is empty."""

    __tablename__ = "round_question"
    __privacy__ = {"body": "words"}
    __table_args__ = (
        CheckConstraint(f"place between {PLACES[0]} and {PLACES[-1]}", name="place"),
        CheckConstraint(f"length(body) between 1 and {LONGEST}", name="body"),
        CheckConstraint("(asker_id is null) = (body is null)", name="taken_away"),
        UniqueConstraint("round_id", "asker_id", "place"),
        UniqueConstraint("round_id", "asker_id", "body"),
        Index("ix_round_question_round_id", "round_id", "asked_at", "id"),
        Index("ix_round_question_asker_id", "asker_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(QuestionRound.id))
    asker_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    place: Mapped[int]
    body: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)

    asker: Mapped[Member | None] = relationship()
    round: Mapped[QuestionRound] = relationship()


class RoundAnswer(Model):
    """The last turn stands. With a `reason` it says why there is no answer here; every turn after
    the first says in `correction` what was wrong before.
    """

    __tablename__ = "round_answer"
    __privacy__ = {
        **dict.fromkeys(("body", "html", "correction"), "public"),
        "reason": "code",
    }
    __table_args__ = (
        CheckConstraint("turn >= 1", name="turn"),
        CheckConstraint("(turn = 1) = (correction is null)", name="correction"),
        CheckConstraint(f"reason in ({_one_of(Reason)})", name="reason"),
        UniqueConstraint("question_id", "turn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey(RoundQuestion.id))
    turn: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str | None]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    correction: Mapped[str | None]
    answered_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship()
