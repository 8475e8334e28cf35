"""Why something that looks personal was published, and who said so."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.threads.models import Answer
from moderation.helpdesk.models.messages import Message


class ConfirmedPassage(Model):
    """`kind` is a code of what it looked like; what it was stands in the answer only, which was
    sent from the desk as a message or written on the page of the question.
    """

    __tablename__ = "confirmed_passage"
    __privacy__ = {"kind": "code", "reason": "words"}
    __kept__ = {"message_id": "of message", "answer_id": "of answer"}
    __table_args__ = (
        CheckConstraint("(message_id is null) <> (answer_id is null)", name="place"),
        Index("ix_confirmed_passage_message_id", "message_id"),
        Index("ix_confirmed_passage_answer_id", "answer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey(Answer.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[str]
    reason: Mapped[str]
    confirmed_at: Mapped[datetime] = mapped_column(default=now)
