"""One row for each member and form: what they have begun to write there."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model


class Draft(Model):
    """`place` names the form, see `wording.py`; `texts` has what was typed, by the field."""

    __tablename__ = "draft"
    __privacy__ = {"place": "code", "texts": "words"}

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(default=now, index=True)
