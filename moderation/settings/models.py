"""Every change staff made to what they decide about the place, with what stood there before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.home.wording import row_of
from forum.kernel.clock import now
from forum.kernel.db import Model


class SettingChange(Model):
    """`name` is that of the row in `site_setting`; both sides hold only what differs."""

    __tablename__ = "setting_change"
    __privacy__ = {"name": "code", "before": "public", "after": "public"}
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("setting_change.id"), unique=True)

    actor: Mapped[Member] = relationship()

    @property
    def is_of_text(self) -> bool:
        return self.name.startswith(row_of(""))
