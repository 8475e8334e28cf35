"""The only way to an idea: each question asks whether this reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member, Standing
from forum.ideas import policy
from forum.ideas.models import Idea, IdeaThreshold, Support
from forum.ideas.queries.boards import Place, place_of
from forum.ideas.states import LABELS, PROMISE, REVIEW, SUPPORTABLE, UNDECIDED, WHAT_NEXT, Stage
from forum.kernel.db import db
from forum.kernel.errors import Gone, Missing
from forum.kernel.text import shown
from forum.threads.queries.bylines import Signed
from forum.topics.models import Topic

LARGEST = 2**63 - 1  # a greater id in an address is no fault of ours
GONE = "We cannot find this idea. It may have been removed."


@dataclass(frozen=True, slots=True)
class Case(Signed):
    """One idea as its page shows it; `is_mine` is about the reader's own support."""

    id: int
    slug: str
    title: str
    stored: str
    state: str
    stage: str
    support_count: int
    viewer_count: int
    comment_count: int
    proposed_at: datetime
    published_at: datetime | None
    decided_at: datetime | None
    board_id: int
    topic_slug: str
    topic_name: str
    author_id: int
    author_name: str
    role: str
    team: str | None
    rung: str | None
    is_mine: bool
    queued_at: datetime | None
    promised_by: datetime | None

    @property
    def board(self) -> Place:
        return place_of(self.board_id)

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def label(self) -> str:
        return LABELS[Stage(self.stage)]

    @property
    def what_next(self) -> str:
        return WHAT_NEXT[Stage(self.stage)]

    @property
    def takes_supports(self) -> bool:
        lets_in = self.state == "published" and self.stage in SUPPORTABLE
        return lets_in and self.board.takes_supports

    @property
    def is_undecided(self) -> bool:
        return self.stage in UNDECIDED


def visible_idea(idea_id: int, *, to: Member | None, lock: bool = False) -> Idea:
    """Raises Missing. `lock` keeps the row from changing until the transaction ends."""
    one = select(Idea).where(Idea.id == min(idea_id, LARGEST))
    if lock:
        locked = one.with_for_update(key_share=True)
        one = locked.execution_options(populate_existing=True)
    idea = db.scalar(one)
    if idea is None or not policy.may_see(to, idea):
        raise Missing(GONE)
    return idea


def case_of(idea_id: int, *, to: Member | None) -> Case:
    """The idea with its author, its topic and what is mine, in one query. Raises Missing, Gone."""
    asked = {"idea": min(idea_id, LARGEST), "me": to.id if to else 0}
    row = db.execute(_case(), asked).one_or_none()
    if row is None:
        raise Missing(GONE)
    case = Case(*row)
    if case.state != "published" and not _may_see_hidden(case, to):
        raise _unseen(case)
    return case


def _unseen(case: Case) -> Missing:
    """What was never published is as if it were not there."""
    return Gone("This idea was removed.") if case.published_at else Missing(GONE)


def _may_see_hidden(case: Case, to: Member | None) -> bool:
    if to is None:
        return False
    return to.id == case.author_id or (to.works_here and case.state != "draft")


@cache
def _case() -> Select[Any]:
    """Built once: putting it together costs more than running it."""
    mine = and_(Support.idea_id == Idea.id, Support.member_id == bindparam("me"))
    queued, is_queued = _standing(REVIEW)
    promised, is_promised = _standing(PROMISE)
    columns: tuple[Any, ...] = (
        *(Idea.id, Idea.slug, Idea.title, Idea.html, Idea.state, Idea.stage),
        *(Idea.support_count, Idea.viewer_count, Idea.comment_count),
        *(Idea.proposed_at, Idea.published_at, Idea.decided_at),
        Idea.board_id,
        *(Topic.slug, Topic.name, Member.id, Member.name, Member.role, Member.team),
        *(Standing.rung, Support.member_id.is_not(None)),
        *(queued.reached_at, promised.due_at),
    )
    rows: Select[Any] = select(*columns).select_from(Idea).join(Topic)
    rows = rows.join(Member, Member.id == Idea.author_id)
    rows = rows.outerjoin(Standing, Standing.member_id == Member.id).outerjoin(Support, mine)
    rows = rows.outerjoin(queued, is_queued).outerjoin(promised, is_promised)
    return rows.where(Idea.id == bindparam("idea"))


def _standing(threshold: str) -> tuple[Any, Any]:
    """The row of a threshold that is reached at this moment, and how it belongs to the idea."""
    row = aliased(IdeaThreshold)
    stands = and_(row.idea_id == Idea.id, row.threshold == threshold, row.fell_at.is_(None))
    return row, stands
