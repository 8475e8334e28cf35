"""Ready answers, macros, bodies elsewhere, plain words, and every change staff made to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.services.models import Service
from moderation.macros.wording import GIVES, KINDS, MOVES, SENDS, TAKES


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
    """The steps are done in this order: weigh, give, write, move; an empty one is left out."""

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
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    answer: Mapped[ReadyAnswer | None] = relationship()


class OutsideBody(Model):
    """Who else answers for something: what it does, and how it takes requests. A `link` may hold
    {words} where the words of the person go.
    """

    __tablename__ = "outside_body"
    __privacy__ = {
        "name": "public",
        "does": "public",
        "takes": "code",
        "link": "public",
        "email": "public",
        "phone": "public",
    }
    __table_args__ = (_one_of("takes", TAKES), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    does: Mapped[str]
    takes: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    is_retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


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
