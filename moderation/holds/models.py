"""A legal hold: what it covers, who opened it and why, and who ended it and why."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.holding import PARTS

_NAMED = ",".join(f"'{part}'" for part in PARTS)


class LegalHold(Model):
    """What it covers stands in `held` while it is open; here stands what it covered, for ever.

    `covered_id` is the number of a member, a subject, a topic or a service, as `part` says.
    """

    __tablename__ = "legal_hold"
    __privacy__ = {"reason": "words", "part": "code", "release_reason": "words"}
    __table_args__ = (
        CheckConstraint(f"part in ({_NAMED})", name="part"),
        CheckConstraint(
            "(released_at is null) = (released_by_id is null)"
            " and (released_at is null) = (release_reason is null)",
            name="released",
        ),
        Index(
            "uq_legal_hold_open",
            "part",
            "covered_id",
            "reason",
            unique=True,
            sqlite_where=text("released_at is null"),
            postgresql_where=text("released_at is null"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    part: Mapped[str]
    covered_id: Mapped[int]
    review_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    released_at: Mapped[datetime | None]
    release_reason: Mapped[str | None]

    opened_by: Mapped[Member] = relationship(foreign_keys=opened_by_id)
    released_by: Mapped[Member | None] = relationship(foreign_keys=released_by_id)

    @property
    def is_open(self) -> bool:
        return self.released_at is None

    @property
    def is_due(self) -> bool:
        """Somebody should look whether it is still needed."""
        return self.is_open and self.review_at <= now()

    @property
    def cause(self) -> str:
        return f"hold:{self.id}"
