"""Who looked is kept for two years, then thrown away."""

from datetime import timedelta

from sqlalchemy import delete, select

from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from moderation.persons.models import DeskPerson, LookReason, PersonLook

KEPT = timedelta(days=730)


def forget_old_looks() -> None:
    """The audit log, which holds no words, stays; so do looks at people whom a hold covers."""
    free = select(DeskPerson.id).where(holding.is_free(member=DeskPerson.member_id))
    old = (PersonLook.looked_at < now() - KEPT, PersonLook.person_id.in_(free))
    with writing():
        db.execute(delete(PersonLook).where(*old))
        looked = select(PersonLook.reason_id)
        ended = (LookReason.ends_at < now() - KEPT, LookReason.id.not_in(looked))
        db.execute(delete(LookReason).where(*ended))
