"""Why something that looks personal was published, and who said so."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.helpdesk.models.messages import Message


class ConfirmedPassage(Model):
    """`kind` is a code of what it looked like; what it was stands in the answer only."""

    __tablename__ = "confirmed_passage"
    __privacy__ = {"kind": "code", "reason": "words"}
    __kept__ = {"message_id": "of message"}
    __table_args__ = (Index("ix_confirmed_passage_message_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id))
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[str]
    reason: Mapped[str]
    confirmed_at: Mapped[datetime] = mapped_column(default=now)
