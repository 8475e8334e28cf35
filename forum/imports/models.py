"""Where an imported thing came from: its key in the archive and its old address."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model
from forum.kernel.subjects import Subject


class ImportedKey(Model):
    """`archive` and `key` make importing again harmless; `target_id` is our row."""

    __tablename__ = "imported_key"
    __privacy__ = {"archive": "technical", "kind": "code", "key": "technical"}
    __table_args__ = (UniqueConstraint("archive", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    archive: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    target_id: Mapped[int]


class OldAddress(Model):
    """A path people may still have; answered with 301 to the subject's page."""

    __tablename__ = "old_address"
    __privacy__ = {"path": "public", "archive": "technical"}

    path: Mapped[str] = mapped_column(primary_key=True)
    archive: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey(Subject.id))
