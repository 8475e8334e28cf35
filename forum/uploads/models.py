"""A picture that somebody sent, and the posts it stands in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class Attachment(Model):
    """`key` is its address, which nobody can guess; `body` is made anew and `size` bytes long."""

    __tablename__ = "attachment"
    __privacy__ = {"key": "technical", "media": "technical"}
    __kept__ = {"owner_id": "member"}
    __table_args__ = (Index("ix_attachment_owner_id", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    media: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default=now, index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class AttachmentUse(Model):
    """It stands in that post: whoever may see the post may see it."""

    __tablename__ = "attachment_use"
    __privacy__: dict[str, str] = {}
    __kept__ = {"subject_id": ("subject", "in thread", "in answer", "in comment", "in idea")}
    __table_args__ = (Index("ix_attachment_use_subject_id", "subject_id"),)

    attachment_id: Mapped[int] = mapped_column(
        ForeignKey(Attachment.id, ondelete="CASCADE"), primary_key=True
    )
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
