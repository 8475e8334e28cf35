"""The nights in which everybody, or whoever could have moved, was looked at."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model


class LadderNight(Model):
    """One look at the ladder. `since` is the moment from which changes were looked for; with
    None everybody was looked at. `ended_at` is None while it runs.
    """

    __tablename__ = "ladder_night"
    __privacy__: dict[str, str] = {}
    __table_args__ = (
        CheckConstraint("looked >= moved and moved >= 0", name="counts"),
        Index("ix_ladder_night_ended_at", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rules_version: Mapped[int]
    since: Mapped[datetime | None]
    began_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    looked: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
