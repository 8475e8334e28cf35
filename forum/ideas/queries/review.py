"""What waits for the policy team, and what somebody has put forward."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member
from forum.ideas.models import Idea, IdeaThreshold
from forum.ideas.states import LABELS, PROMISE, REVIEW, Stage
from forum.kernel.db import db
from forum.kernel.paging import Page, moment, page_of, position
from forum.topics.models import Topic

SIZE = 20
_reached = aliased(IdeaThreshold)
_STANDS = exists().where(_reached.idea_id == Idea.id, _reached.fell_at.is_(None))
_QUEUED = _STANDS.where(_reached.threshold == REVIEW)
_PROMISED = _STANDS.where(_reached.threshold == PROMISE)

SHOWS: dict[str, tuple[Any, ...]] = {
    "held": (Idea.state == "held",),
    "review": (Idea.state == "published", Idea.stage == Stage.IN_REVIEW),
    "many": (Idea.state == "published", Idea.stage == Stage.OPEN, _QUEUED),
    "promised": (Idea.state == "published", Idea.is_undecided, _PROMISED),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One idea with where it stands; the name is of whoever put it forward."""

    id: int
    slug: str
    title: str
    state: str
    stage: str
    support_count: int
    viewer_count: int
    proposed_at: datetime
    topic_name: str
    author_name: str
    promised_by: datetime | None

    @property
    def label(self) -> str:
        return LABELS[Stage(self.stage)]


def waiting(show: str, *, cursor: str | None = None, size: int = SIZE) -> Page[Waiting]:
    """The longest waiting first, whoever wrote it."""
    rows = _rows().where(*SHOWS[show])
    if place := position(cursor, str, int):
        at, id_ = moment(place[0]), place[1]
        later = (Idea.proposed_at > at) | ((Idea.proposed_at == at) & (Idea.id > id_))
        rows = rows.where(later)
    found = db.execute(rows.order_by(Idea.proposed_at, Idea.id).limit(size + 1))
    lines = [Waiting(*row) for row in found]
    return page_of(lines, size, lambda line: (line.proposed_at.isoformat(), line.id))


def ideas_of(member_id: int, *, most: int) -> list[Waiting]:
    """The newest ideas of one person, in whatever state: for their own page."""
    rows = _rows().where(Idea.author_id == member_id, Idea.state != "removed")
    newest = rows.order_by(Idea.proposed_at.desc(), Idea.id.desc()).limit(most)
    return [Waiting(*row) for row in db.execute(newest)]


def _rows() -> Any:
    columns: tuple[Any, ...] = (
        *(Idea.id, Idea.slug, Idea.title, Idea.state, Idea.stage),
        *(Idea.support_count, Idea.viewer_count, Idea.proposed_at, Topic.name, Member.name),
        IdeaThreshold.due_at,
    )
    stands = and_(IdeaThreshold.idea_id == Idea.id, IdeaThreshold.fell_at.is_(None))
    promise = and_(stands, IdeaThreshold.threshold == PROMISE)
    rows: Any = select(*columns).join(Topic, Topic.id == Idea.topic_id)
    rows = rows.outerjoin(IdeaThreshold, promise)
    return rows.join(Member, Member.id == Idea.author_id)
