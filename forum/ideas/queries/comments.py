"""What people said about an idea, in order of time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select, tuple_

from forum.accounts.models import Member, Standing
from forum.ideas.models import IdeaComment
from forum.ideas.queries.ideas import Case
from forum.kernel.db import db
from forum.kernel.paging import Page, moment, page_of, position
from forum.kernel.text import shown
from forum.threads.queries.bylines import Signed

SIZE = 20
STANCES = {1: "For", -1: "Against"}


@dataclass(frozen=True, slots=True)
class Said(Signed):
    """One comment as the page of the idea shows it."""

    id: int
    stored: str
    stance: int | None
    written_at: datetime
    author_name: str
    role: str
    team: str | None
    rung: str | None

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def side(self) -> str:
        """For or against, when they told; otherwise empty."""
        return STANCES.get(self.stance or 0, "")


def comments_on(case: Case, *, cursor: str | None = None, size: int = SIZE) -> Page[Said]:
    """One page of them; an idea without any costs no question."""
    place = position(cursor, str, int)
    if not case.comment_count:
        return Page([], None)
    rows = _rows().where(IdeaComment.idea_id == case.id, IdeaComment.state == "visible")
    key = (IdeaComment.written_at, IdeaComment.id)
    if place:
        rows = rows.where(tuple_(*key) > tuple_(moment(place[0]), place[1]))
    found = [Said(*row) for row in db.execute(rows.order_by(*key).limit(size + 1))]
    return page_of(found, size, lambda said: (said.written_at.isoformat(), said.id))


def _rows() -> Any:
    columns: tuple[Any, ...] = (
        *(IdeaComment.id, IdeaComment.html, IdeaComment.stance, IdeaComment.written_at),
        *(Member.name, Member.role, Member.team, Standing.rung),
    )
    rows = select(*columns).join(Member, Member.id == IdeaComment.author_id)
    return rows.outerjoin(Standing, Standing.member_id == Member.id)
