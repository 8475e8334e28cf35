"""When the last good backup was taken and what was restored: rows beside what staff decide."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.site import SiteSetting

BACKUP = "last_backup"
NIGHTLY = "nightly_backup"
RESTORE = "last_restore"
PROOF = "proven_backup"


def note(name: str, *, into: Connection | None = None, **facts: Any) -> None:
    """Written anew, so that an older code's row of other facts does no harm."""
    target: Any = into or db
    target.execute(delete(SiteSetting).where(SiteSetting.name == name))
    target.execute(insert(SiteSetting).values(name=name, value=facts, version=1))


def noted(name: str) -> dict[str, Any] | None:
    """The facts of a note; None when there is none."""
    found: dict[str, Any] | None = db.scalar(
        select(SiteSetting.value).where(SiteSetting.name == name)
    )
    return found


def note_backup(*, rows: int) -> None:
    """A good backup has just been kept; what stood against one is over."""
    with writing():
        db.execute(delete(SiteSetting).where(SiteSetting.name == NIGHTLY))
        note(BACKUP, at=now().isoformat(), rows=rows)


def why_not() -> str:
    """What kept the last nightly backup from being taken, as a sentence; empty when nothing did."""
    found = noted(NIGHTLY)
    return str(found["why"]) if found else ""


def last_backup() -> datetime | None:
    """When the last good backup was kept."""
    found = noted(BACKUP)
    return datetime.fromisoformat(found["at"]) if found else None
