"""Addresses that follow something, what each follows, and those that want no mail ever."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class MailReader(Model):
    """There only as long as it follows something; its number is never given out again."""

    __tablename__ = "mail_reader"
    __privacy__ = {"email": "contact", "email_key": "contact"}
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)


class MailFollow(Model):
    """Nothing is mailed about it before it is confirmed."""

    __tablename__ = "mail_follow"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_mail_follow_subject_id", "subject_id", "reader_id"),)

    reader_id: Mapped[int] = mapped_column(ForeignKey(MailReader.id), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]


class MailRefusal(Model):
    """Whoever has this address wants no mail from us again; the address itself is not kept."""

    __tablename__ = "mail_refusal"
    __privacy__ = {"digest": "digest"}

    digest: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)
