"""Who is to go now, who went, and whether something about somebody has to be kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel import holding
from forum.kernel.backups.erased import Whom
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.leaving.events import LeavingAsked
from forum.leaving.policy import listed_as

MOST = 100
ON_ITS_WAY = ("waiting", "sending")


def leaving_by(moment: datetime, *, after: int = 0) -> Sequence[int]:
    """At most a hundred, in the order of their numbers."""
    rows = select(Member.id).where(Member.leaves_at <= moment, Member.id > after)
    return db.scalars(rows.order_by(Member.id).limit(MOST)).all()


def has_to_stay(member_id: int) -> bool:
    """Whether a hold or an open request covers them, or anything of theirs in any room."""
    if holding.is_held(members=[member_id]):
        return True
    return any(keeps(member_id) for keeps in house().keepers)


def asking_of(member_id: int) -> int | None:
    """The event with which they asked last; what we write to them about it hangs on it."""
    asked = PublishedEvent.actor_id == member_id, PublishedEvent.kind == LeavingAsked.kind
    return db.scalar(select(func.max(PublishedEvent.id)).where(*asked))


def is_on_its_way(kind: str, event_id: int, *, since: datetime) -> bool:
    """Whether a mail of this kind has neither been sent nor been given up, nor is from before."""
    rows = select(OutgoingMail.id).where(OutgoingMail.event_id == event_id)
    owed = rows.where(OutgoingMail.kind == kind, OutgoingMail.state.in_(ON_ITS_WAY))
    return db.scalar(owed.where(OutgoingMail.made_at > since).limit(1)) is not None


def erased_people() -> set[Whom]:
    """Everybody who was ever erased here."""
    rows = select(Member.id, Member.joined_at).where(Member.erased_at.is_not(None))
    return {listed_as(member_id, joined_at) for member_id, joined_at in db.execute(rows)}
