"""A problem, the log of its states, what is linked with it, and what was told to whom."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.alerts.models import Alert
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.services.models import Service
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import Message, Ticket
from moderation.problems.states import MOVES, State

WAITS = text("sent_at is null and untold = ''")


def _quoted(states: Iterable[str]) -> str:
    return ",".join(f"'{state}'" for state in sorted(states))


_PAIRS = " or ".join(
    f"(before = '{before}' and state in ({_quoted(after)}))" for before, after in MOVES.items()
)


class Problem(Model):
    """While it is public everybody reads `title`, `body` and `workaround`; the cause only staff."""

    __tablename__ = "problem"
    __privacy__ = {
        "state": "code",
        "title": "public",
        "body": "public",
        "workaround": "public",
        "cause": "words",
    }
    __table_args__ = (
        CheckConstraint(f"state in ({_quoted(State)})", name="state"),
        CheckConstraint(
            "state <> 'known_error' or (cause <> '' and workaround <> '')", name="known"
        ),
        CheckConstraint("alert_id is null or is_public", name="alert"),
        CheckConstraint("version > 0", name="version"),
        Index("ix_problem_state", "state", "id"),
        Index("ix_problem_alert_id", "alert_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    service_id: Mapped[int] = mapped_column(ForeignKey(Service.id))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    state: Mapped[str] = mapped_column(default=State.OPEN)
    title: Mapped[str]
    body: Mapped[str]
    workaround: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey(Alert.id))
    version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    service: Mapped[Service] = relationship()
    owner: Mapped[Member | None] = relationship()
    alert: Mapped[Alert | None] = relationship()


class ProblemMove(Model):
    """The immutable log of its states. A move that was a mistake is taken back by another line,
    which may go where no move leads.
    """

    __tablename__ = "problem_move"
    __privacy__ = {"before": "code", "state": "code"}
    __table_args__ = (
        CheckConstraint(f"before is null or undoes_id is not null or {_PAIRS}", name="allowed"),
        Index("ix_problem_move_problem_id", "problem_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    problem_id: Mapped[int] = mapped_column(ForeignKey(Problem.id))
    before: Mapped[str | None]
    state: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    moved_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("problem_move.id"), unique=True)

    actor: Mapped[Member] = relationship()


class ProblemLink(Model):
    """A ticket or a question that comes from it; a link taken away can be put back."""

    __tablename__ = "problem_link"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_problem_link_subject_id", "subject_id"),)

    problem_id: Mapped[int] = mapped_column(ForeignKey(Problem.id), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class ProblemUpdate(Model):
    """What staff wrote once for everybody; `public_body` is empty where questions get nothing.

    `nonce` belongs to one showing of the form, so that a button pressed twice writes once.
    """

    __tablename__ = "problem_update"
    __privacy__ = {
        "body": "words",
        "html": "words",
        "public_body": "public",
        "public_html": "public",
        "nonce": "technical",
    }
    __table_args__ = (
        Index("ix_problem_update_problem_id", "problem_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    problem_id: Mapped[int] = mapped_column(ForeignKey(Problem.id))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    is_answer: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str]
    html: Mapped[str]
    public_body: Mapped[str] = mapped_column(default="")
    public_html: Mapped[str] = mapped_column(default="")
    renderer: Mapped[int]
    nonce: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[datetime] = mapped_column(default=now)

    problem: Mapped[Problem] = relationship()
    author: Mapped[Member] = relationship()


class ProblemSent(Model):
    """One telling: to a ticket, on a question, or on a question with its own ticket.

    The row is made with the update and filled in when it is told, so nobody is told twice and
    nobody forgotten. `is_acknowledged`: it stands in the acknowledgement of a new ticket, and is
    no message of its own.
    """

    __tablename__ = "problem_sent"
    __privacy__ = {"untold": "code"}
    __table_args__ = (
        UniqueConstraint("update_id", "ticket_id"),
        UniqueConstraint("update_id", "thread_id"),
        CheckConstraint("ticket_id is not null or thread_id is not null", name="whom"),
        CheckConstraint("untold in ('','closed','refused')", name="untold"),
        CheckConstraint("sent_at is null or untold = ''", name="sent"),
        Index("ix_problem_sent_waits", "id", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_problem_sent_ticket_id", "ticket_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey(ProblemUpdate.id))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey(Thread.id))
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id), unique=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey(Answer.id))
    is_acknowledged: Mapped[bool] = mapped_column(default=False)
    untold: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]

    update: Mapped[ProblemUpdate] = relationship()
