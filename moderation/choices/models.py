"""Every change staff made to a board or a reason, with what stood there before."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.choices.wording import KINDS

_NAMED = ",".join(f"'{kind}'" for kind in sorted(KINDS))


class ChoiceChange(Model):
    """`key` is the slug of a board or the code of a reason, which never change. `before` and
    `after` hold only what differs; what was added has nothing before it.
    """

    __tablename__ = "choice_change"
    __privacy__ = {"kind": "code", "key": "public", "before": "public", "after": "public"}
    __table_args__ = (
        CheckConstraint(f"kind in ({_NAMED})", name="kind"),
        Index("ix_choice_change_kind_key", "kind", "key", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("choice_change.id"), unique=True)

    actor: Mapped[Member] = relationship()

    @property
    def is_addition(self) -> bool:
        return not self.before
