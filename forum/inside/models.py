"""A note behind the scenes: what it says, who reads it, and when everybody does."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.inside.kinds import Kind, Outcome, State
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.services.models import Service


def _one_of(values: type[Kind] | type[State] | type[Outcome]) -> str:
    return ",".join(f"'{value}'" for value in sorted(values))


class InsideNote(Model):
    """Only a notice has `public_at`, from when on everybody reads it; only a plan is
    `planned_for` a day and gets an outcome, with which everybody reads it too.
    """

    __tablename__ = "inside_note"
    __privacy__ = {
        **dict.fromkeys(("kind", "about", "state", "outcome"), "code"),
        **dict.fromkeys(("title", "body", "html", "outcome_words"), "public"),
    }
    __table_args__ = (
        CheckConstraint(f"kind in ({_one_of(Kind)})", name="kind"),
        CheckConstraint(f"state in ({_one_of(State)})", name="state"),
        CheckConstraint("state <> 'draft' or published_at is null", name="draft"),
        CheckConstraint("state <> 'published' or published_at is not null", name="published"),
        CheckConstraint("(state = 'archived') = (archived_at is not null)", name="archived"),
        CheckConstraint(
            "(kind = 'notice') = (public_at is not null)"
            " and (kind = 'notice') = (about is not null)",
            name="notice",
        ),
        CheckConstraint("about = 'planned'", name="about"),
        CheckConstraint("public_at > published_at", name="early"),
        CheckConstraint("(kind = 'plan') = (planned_for is not null)", name="plan"),
        CheckConstraint(
            f"outcome is null or (outcome in ({_one_of(Outcome)}) and kind = 'plan'"
            " and published_at is not null)",
            name="outcome",
        ),
        CheckConstraint(
            "(outcome is null) = (settled_at is null)"
            " and (outcome is null) = (outcome_words is null)",
            name="settled",
        ),
        CheckConstraint("revision > 0", name="revision"),
        Index("ix_inside_note_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default=State.DRAFT)
    about: Mapped[str | None]
    public_at: Mapped[datetime | None]
    planned_for: Mapped[date | None]
    outcome: Mapped[str | None]
    outcome_words: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]

    service: Mapped[Service] = relationship()

    def is_public_at(self, moment: datetime) -> bool:
        """Whether everybody may read it then."""
        told = self.public_at is not None and self.public_at <= moment
        return self.state == State.PUBLISHED and (told or self.outcome is not None)
