"""What waits for the policy team, and what somebody has put forward."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import Idea
from forum.ideas.states import LABELS, Stage
from forum.kernel.db import db
from forum.kernel.paging import Page, moment, page_of, position
from forum.topics.models import Topic

SIZE = 20
MANY = 25  # at this many supporters a policy team reads it (PRODUCT.md, Ideas)

SHOWS: dict[str, tuple[Any, ...]] = {
    "held": (Idea.state == "held",),
    "review": (Idea.state == "published", Idea.stage == Stage.IN_REVIEW),
    "many": (
        Idea.state == "published",
        Idea.stage == Stage.OPEN,
        Idea.support_count - Idea.imported_supports >= MANY,
    ),
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
    )
    rows: Any = select(*columns).join(Topic, Topic.id == Idea.topic_id)
    return rows.join(Member, Member.id == Idea.author_id)
