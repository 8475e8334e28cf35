"""Who looked is kept for two years, then thrown away."""

from datetime import timedelta

from sqlalchemy import delete, select

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from moderation.persons.models import LookReason, PersonLook

KEPT = timedelta(days=730)


def forget_old_looks() -> None:
    """The audit log, which holds no words, stays."""
    with writing():
        db.execute(delete(PersonLook).where(PersonLook.looked_at < now() - KEPT))
        looked = select(PersonLook.reason_id)
        old = (LookReason.ends_at < now() - KEPT, LookReason.id.not_in(looked))
        db.execute(delete(LookReason).where(*old))
