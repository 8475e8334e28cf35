"""What an alert or a known problem said before staff changed its words."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class WordsChange(Model):
    """`before` and `after` hold only the texts that differ. `was_public`: everybody could read
    what it said before.
    """

    __tablename__ = "words_change"
    __privacy__ = {"before": "words", "after": "words"}
    __table_args__ = (
        Index("ix_words_change_subject_id", "subject_id", "id"),
        {"sqlite_autoincrement": True},
    )

    is_addition: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    was_public: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("words_change.id"), unique=True)

    actor: Mapped[Member] = relationship()
