"""Who on the staff did or looked at what, and why: rows that are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model, db
from forum.kernel.subjects import Subject
from forum.kernel.telemetry import request_id


class AuditEntry(Model):
    __tablename__ = "audit_entry"
    __privacy__ = {"deed": "code", "reason": "code", "request_id": "code"}
    __table_args__ = (
        Index("ix_audit_entry_subject_id", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    deed: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey(Subject.id))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str]
    request_id: Mapped[str | None]
    done_at: Mapped[datetime]


def record(
    deed: str,
    *,
    by: int | None,
    subject_id: int | None = None,
    person_id: int | None = None,
    reason: str = "",
) -> None:
    """Write the deed down in the same transaction; `reason` is a code, never free text."""
    db.add(
        AuditEntry(
            actor_id=by,
            deed=deed,
            subject_id=subject_id,
            person_id=person_id,
            reason=reason,
            request_id=request_id(),
            done_at=now(),
        )
    )
