"""Who advises us, when they meet, and what they talk about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.advisory.states import State
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject

_STATES = ",".join(f"'{state}'" for state in sorted(State))


class Adviser(Model):
    """The yes of somebody to being in the group, until they leave or lose the rung."""

    __tablename__ = "adviser"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("ended_at >= joined_at", name="ended"),
        Index(
            "uq_adviser_live",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    joined_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class Meeting(Model):
    """With its minutes comes the day by which we promise a response."""

    __tablename__ = "meeting"
    __privacy__ = dict.fromkeys(
        ("title", "place", "minutes", "minutes_html", "response", "response_html"), "public"
    )
    __table_args__ = (
        CheckConstraint(
            "(minutes is null) = (minutes_at is null)"
            " and (minutes is null) = (minutes_html is null)"
            " and (minutes is null) = (response_due is null)",
            name="minutes",
        ),
        CheckConstraint("minutes_at >= meets_at", name="held"),
        CheckConstraint(
            "(response is null) = (response_at is null)"
            " and (response is null) = (response_html is null)"
            " and (response is null or minutes is not null)",
            name="response",
        ),
        Index("ix_meeting_meets_at", "meets_at", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    title: Mapped[str]
    place: Mapped[str]
    meets_at: Mapped[datetime]
    called_at: Mapped[datetime] = mapped_column(default=now)
    minutes: Mapped[str | None]
    minutes_html: Mapped[str | None]
    minutes_at: Mapped[datetime | None]
    response_due: Mapped[date | None]
    response: Mapped[str | None]
    response_html: Mapped[str | None]
    response_at: Mapped[datetime | None]

    @property
    def is_past(self) -> bool:
        return self.meets_at <= now()


class AgendaItem(Model):
    """What somebody wants to talk about. One that was not taken has the reason, for the group."""

    __tablename__ = "agenda_item"
    __privacy__ = {
        **dict.fromkeys(("title", "body", "html", "reason"), "public"),
        "state": "code",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_STATES})", name="state"),
        CheckConstraint("(state = 'not_taken') = (reason is not null)", name="reason"),
        CheckConstraint("(state = 'proposed') = (decided_at is null)", name="decided"),
        UniqueConstraint("meeting_id", "proposer_id", "title"),
        Index("ix_agenda_item_proposer_id", "proposer_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id))
    proposer_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default=State.PROPOSED)
    reason: Mapped[str | None]
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
