"""An alarm: a part that is not well, since when, and whether the administrators were told."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model

OPEN = text("ended_at is null")


class Alarm(Model):
    """While it is not told it may pass unnoticed; a part has one open alarm at most."""

    __tablename__ = "alarm"
    __privacy__ = {"part": "code", "sentence": "technical"}
    __table_args__ = (
        Index("ix_alarm_part_open", "part", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str]
    sentence: Mapped[str]
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
