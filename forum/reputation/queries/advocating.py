"""What is asked of an Advocate only: how many answers helped, and the ways they stand by us."""

from datetime import datetime

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.threads.models import Answer


def share_of(member: Member, helped: int, *, since: datetime, as_of: datetime) -> int:
    """Of 100 answers that they wrote in this time and that still show, how many helped."""
    mine = select(func.count()).select_from(Answer)
    mine = mine.where(Answer.author_id == member.id, Answer.state == "visible")
    mine = mine.where(Answer.written_at > since, Answer.written_at <= as_of)
    written = db.scalar(mine) or 0
    return min(100, 100 * helped // written) if written else 0


def behaviours_of(member: Member, *, since: datetime, as_of: datetime) -> set[str]:
    """Which of the five they showed in this time; each act says itself what it shows."""
    shows = {kind: event.shows for kind, event in Event.kinds.items() if event.shows}
    mine = select(PublishedEvent.kind).where(
        PublishedEvent.actor_id == member.id,
        PublishedEvent.kind.in_(shows),
        PublishedEvent.happened_at > since,
        PublishedEvent.happened_at <= as_of,
    )
    return {shows[kind] for kind in db.scalars(mine.distinct())}
