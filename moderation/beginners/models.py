"""An answer of somebody new that a colleague looks at, and what they have looked at themselves."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Facts, Model
from moderation.beginners.wording import STATES
from moderation.helpdesk.models import Ticket
from moderation.macros.models import OutsideBody

_NAMED = ",".join(f"'{state}'" for state in sorted(STATES))
_WAITS = text("state = 'waiting'")


class FirstAnswer(Model):
    """Nobody but the desk reads it until somebody else has said yes; `remark` is what they ask.
    With a `points_to` it says that this body answers for it, and closes the ticket.
    """

    __tablename__ = "first_answer"
    __privacy__ = {
        "body": "words",
        "html": "words",
        "nonce": "technical",
        "state": "code",
        "remark": "words",
        "in_short": "words",
        "unfinished": "words",
        "confirmed": "words",
    }
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"state in ({_NAMED})", name="state"),
        CheckConstraint("(state = 'waiting') = (reviewer_id is null)", name="reviewed"),
        CheckConstraint("reviewer_id is null or reviewer_id <> author_id", name="somebody_else"),
        CheckConstraint("(reviewer_id is null) = (reviewed_at is null)", name="when"),
        CheckConstraint("state <> 'changes' or remark <> ''", name="remark"),
        Index(
            "uq_first_answer_waiting",
            "ticket_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_first_answer_author_id", "author_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(Ticket.id), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    is_public: Mapped[bool]
    in_short: Mapped[str]
    true_until: Mapped[date]
    unfinished: Mapped[str] = mapped_column(default="")
    confirmed: Mapped[dict[str, str]] = mapped_column(Facts)
    nonce: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[str]
    remark: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(default=now)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reviewed_at: Mapped[datetime | None]
    points_to_id: Mapped[int | None] = mapped_column(ForeignKey(OutsideBody.id))

    points_to: Mapped[OutsideBody | None] = relationship()
    ticket: Mapped[Ticket] = relationship()
    author: Mapped[Member] = relationship(foreign_keys=author_id)


class StartItem(Model):
    """Somebody new has looked at this."""

    __tablename__ = "staff_start_item"
    __privacy__ = {"item": "code"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime] = mapped_column(default=now)
