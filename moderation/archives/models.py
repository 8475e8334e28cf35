"""An archive that an administrator sent, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.archives.wording import STATES

_NAMED = ",".join(f"'{state}'" for state in sorted(STATES))


class ImportRun(Model):
    """`token` names the folder the file is kept in until it is read. `posts` is about how many it
    holds, `passed` how many were looked at; `tally` is what `folkmoot import --json` says.
    """

    __tablename__ = "import_run"
    __privacy__ = {
        "kind": "code",
        "file_name": "technical",
        "token": "technical",
        "state": "code",
        "tally": "facts",
        "problem": "technical",
    }
    __table_args__ = (CheckConstraint(f"state in ({_NAMED})", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    actor_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    state: Mapped[str] = mapped_column(default="waiting")
    posts: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    tally: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    actor: Mapped[Member] = relationship()
