"""Which documents of the index are older than the database."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model


class StaleDocument(Model):
    """Re-index this. `marks` grows each time; `drained_at` is when the index had the last one.

    A drained row stays for some hours, so that an index that was being built meanwhile gets it too.
    """

    __tablename__ = "stale_document"
    __privacy__ = {"kind": "code"}
    __table_args__ = (Index("ix_stale_document_drained_at", "drained_at"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    marks: Mapped[int] = mapped_column(default=1)
    drained_at: Mapped[datetime | None]
