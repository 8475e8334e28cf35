"""Ready answers, macros, bodies elsewhere and who was pointed to them, plain words, and changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.macros.speech import ACCEPTED
from moderation.macros.wording import GIVES, KINDS, MOVES, SENDS, TAKES

_ACCEPTED = ",".join(f"'{code}'" for code in sorted(ACCEPTED))


def _one_of(name: str, codes: Any) -> CheckConstraint:
    listed = ",".join(f"'{code}'" for code in sorted(codes))
    return CheckConstraint(f"{name} in ('',{listed})", name=name)


class ReadyAnswer(Model):
    """`states` are codes with spaces between, none for every state; no service means every one."""

    __tablename__ = "ready_answer"
    __privacy__ = {"title": "public", "in_short": "public", "body": "public", "states": "code"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    in_short: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    states: Mapped[str] = mapped_column(default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey(Service.id))
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class Macro(Model):
    """The steps are done in this order: weigh, give, write, move; an empty one is left out. With a
    `body_id` the move says that this body answers for it.
    """

    __tablename__ = "macro"
    __privacy__ = {
        "name": "public",
        "impact": "code",
        "urgency": "code",
        "give": "code",
        "send": "code",
        "state": "code",
        "reason": "code",
    }
    __table_args__ = (
        _one_of("impact", ("low", "medium", "high")),
        _one_of("urgency", ("low", "medium", "high")),
        _one_of("give", GIVES),
        _one_of("send", SENDS),
        _one_of("state", MOVES),
        CheckConstraint("(answer_id is null) = (send = '')", name="written"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    impact: Mapped[str] = mapped_column(default="")
    urgency: Mapped[str] = mapped_column(default="")
    give: Mapped[str] = mapped_column(default="")
    answer_id: Mapped[int | None] = mapped_column(ForeignKey(ReadyAnswer.id))
    send: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    body_id: Mapped[int | None] = mapped_column(ForeignKey("outside_body.id"))
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    answer: Mapped[ReadyAnswer | None] = relationship()
    body: Mapped["OutsideBody | None"] = relationship()


class OutsideBody(Model):
    """Who else answers for something: what it does, and how it takes requests. A `link` may hold
    {words} where the words of the person go; `words_to` is where we pass them on when they agree.
    """

    __tablename__ = "outside_body"
    __privacy__ = {
        "name": "public",
        "does": "public",
        "takes": "code",
        "link": "public",
        "email": "public",
        "phone": "public",
        "words_to": "public",
    }
    __table_args__ = (_one_of("takes", TAKES), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    does: Mapped[str]
    takes: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    words_to: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class Referral(Model):
    """Who answers for it instead of us, and whether they took it on. Whoever said that last counts:
    the person, or staff when `is_by_staff`. `passed_words` went to `passed_to` once the person had
    agreed to exactly that, by the event `passing_id`.
    """

    __tablename__ = "referral"
    __privacy__ = {"accepted": "code", "passed_words": "words", "passed_to": "public"}
    __kept__ = {"ticket_id": "of ticket"}
    __table_args__ = (
        CheckConstraint(f"accepted in ({_ACCEPTED})", name="accepted"),
        CheckConstraint("(said_at is null) = (accepted = 'unknown')", name="said"),
        CheckConstraint("(agreed_at is null) = (passed_to is null)", name="agreed"),
        Index("ix_referral_body_id", "body_id"),
    )

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey(Ticket.id), primary_key=True, autoincrement=False
    )
    body_id: Mapped[int] = mapped_column(ForeignKey(OutsideBody.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    referred_at: Mapped[datetime] = mapped_column(default=now)
    accepted: Mapped[str] = mapped_column(default="unknown")
    is_by_staff: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    passed_words: Mapped[str | None]
    passed_to: Mapped[str | None]
    with_person: Mapped[bool] = mapped_column(default=False)
    passing_id: Mapped[int | None]

    body: Mapped[OutsideBody] = relationship()


class PlainWord(Model):
    """A word of the office, and the plain one to write instead."""

    __tablename__ = "plain_word"
    __privacy__ = {"word": "public", "plain": "public"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    plain: Mapped[str]
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class ReadyChange(Model):
    """`before` and `after` hold only what differs; what was added has nothing before it."""

    __tablename__ = "ready_change"
    __privacy__ = {"kind": "code", "before": "public", "after": "public"}
    __table_args__ = (
        CheckConstraint(f"kind in ({','.join(repr(kind) for kind in sorted(KINDS))})", name="kind"),
        Index("ix_ready_change_kind_row_id", "kind", "row_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    row_id: Mapped[int]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("ready_change.id"), unique=True)

    actor: Mapped[Member] = relationship()

    @property
    def is_addition(self) -> bool:
        return not self.before
