"""Reports of one post are a case; a case has a decision with its statement, and appeals."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import Subject
from moderation.reports.reasons import Deed
from moderation.sanctions.models import Sanction

_DEEDS = ",".join(f"'{deed}'" for deed in sorted(Deed))


class ReportCase(Model):
    """Everything reported about one post until it is decided; one open case a post."""

    __tablename__ = "report_case"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        Index(
            "uq_report_case_open_about",
            "about_id",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index("ix_report_case_is_open_opened_at", "is_open", "opened_at", "id"),
        CheckConstraint("report_count >= 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), index=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    report_count: Mapped[int] = mapped_column(default=0)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    lease_until: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    not_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))

    assignee: Mapped[Member | None] = relationship(foreign_keys=assignee_id)

    @property
    def is_held(self) -> bool:
        """Somebody looks at it at this moment."""
        return self.lease_until is not None and self.lease_until > now()


class Report(Model):
    """`reporter_key` tells one reporter from another; each reports a post once."""

    __tablename__ = "report"
    __privacy__ = {
        "reference": "code",
        "reporter_key": "digest",
        "name": "identity",
        "email": "contact",
        "reason": "code",
        "body": "words",
    }
    __table_args__ = (
        UniqueConstraint("about_id", "reporter_key"),
        Index("ix_report_case_id", "case_id", "id"),
        Index("ix_report_reporter_id", "reporter_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ReportCase.id))
    about_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reporter_key: Mapped[str]
    name: Mapped[str | None]
    email: Mapped[str | None]
    reason: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)

    case: Mapped[ReportCase] = relationship()
    reporter: Mapped[Member | None] = relationship()


class Decision(Model):
    """There is none without its statement of reasons and the event that gives notice of it."""

    __tablename__ = "decision"
    __privacy__ = {
        "reference": "code",
        "deed": "code",
        "rule": "code",
        "facts": "words",
        "redress": "words",
    }
    __table_args__ = (
        CheckConstraint(f"deed in ({_DEEDS})", name="deed"),
        CheckConstraint("length(trim(rule)) > 0", name="rule"),
        CheckConstraint("length(trim(facts)) > 0", name="facts"),
        CheckConstraint("length(trim(redress)) > 0", name="redress"),
        CheckConstraint("decider_id != person_id", name="not_oneself"),
        CheckConstraint(
            "(deed in ('warn','limit','suspend')) = (sanction_id is not null)", name="sanction"
        ),
        CheckConstraint("deed != 'hide' or hides_post", name="hides"),
        CheckConstraint("deed not in ('dismiss','restore') or not hides_post", name="leaves"),
        CheckConstraint("appeal_until > decided_at", name="appeal_until"),
        UniqueConstraint("id", "decider_id"),
        Index(
            "uq_decision_standing_case",
            "case_id",
            unique=True,
            sqlite_where=text("reversed_at is null"),
            postgresql_where=text("reversed_at is null"),
        ),
        Index("ix_decision_about_id", "about_id"),
        Index("ix_decision_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ReportCase.id))
    about_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    decider_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    deed: Mapped[str]
    hides_post: Mapped[bool]
    did_hide: Mapped[bool]
    rule: Mapped[str]
    facts: Mapped[str]
    is_automated: Mapped[bool]
    redress: Mapped[str]
    sanction_id: Mapped[int | None] = mapped_column(ForeignKey(Sanction.id), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(PublishedEvent.id), unique=True)
    decided_at: Mapped[datetime]
    appeal_until: Mapped[datetime]
    reversed_at: Mapped[datetime | None]

    sanction: Mapped[Sanction | None] = relationship()
    person: Mapped[Member] = relationship(foreign_keys=person_id)

    @property
    def stands(self) -> bool:
        return self.reversed_at is None


class Appeal(Model):
    """By the person under the decision, or by a reporter; never heard by who decided first."""

    __tablename__ = "appeal"
    __privacy__ = {"appellant_key": "code", "body": "words", "outcome": "code", "answer": "words"}
    __table_args__ = (
        ForeignKeyConstraint(
            ["decision_id", "first_decider_id"],
            [Decision.id, Decision.decider_id],
            name="fk_appeal_decision_and_decider",
        ),
        UniqueConstraint("decision_id", "appellant_key"),
        CheckConstraint("outcome in ('upheld','reversed')", name="outcome"),
        CheckConstraint("decider_id != first_decider_id", name="another_person"),
        CheckConstraint("decider_id != appellant_id", name="not_oneself"),
        CheckConstraint(
            "(outcome is null) = (decider_id is null) and (outcome is null) = (decided_at is null)",
            name="decided",
        ),
        CheckConstraint("outcome is null or length(trim(answer)) > 0", name="answer"),
        Index("ix_appeal_outcome_made_at", "outcome", "made_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int]
    first_decider_id: Mapped[int]
    report_id: Mapped[int | None] = mapped_column(ForeignKey(Report.id))
    appellant_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    appellant_key: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[str | None]
    answer: Mapped[str | None]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]

    decision: Mapped[Decision] = relationship()

    @property
    def is_open(self) -> bool:
        return self.outcome is None
