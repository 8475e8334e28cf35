"""Who wants to be found by the search."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model


class FindablePerson(Model):
    """Somebody who said "people can find me"; the row goes when they take it back."""

    __tablename__ = "findable_person"
    __privacy__: dict[str, str] = {}

    member_id: Mapped[int] = mapped_column(
        ForeignKey(Member.id), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime] = mapped_column(default=now)
