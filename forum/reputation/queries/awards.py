"""How many points somebody has, for what, and the part of the ledger an award is judged by."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from forum.kernel.db import db
from forum.kernel.events import Event, Origin, PublishedEvent
from forum.kernel.paging import Page, page_of, position
from forum.reputation.earning import EARNING
from forum.reputation.ledger import Entry, Ledger
from forum.reputation.models import Award, Reputation
from forum.reputation.rules import AWARDS, PAIR_WINDOW
from forum.threads.models import Answer, Thread
from forum.threads.queries.subjects import thread_path

SIZE = 20
COLUMNS = (
    Award.id,
    Award.event_id,
    Award.member_id,
    Award.giver_id,
    Award.subject_id,
    Award.kind,
    Award.points,
    Award.outside_cap,
    Award.undoes_id,
    Award.granted_at,
)


def points_of(member_id: int) -> int:
    """The total as last computed."""
    mine = select(Reputation.points).where(Reputation.member_id == member_id)
    return db.scalar(mine) or 0


def members_awarded_for(subjects: Collection[int]) -> set[int]:
    """Everybody in whose ledger these posts appear."""
    rows = select(Award.member_id).where(Award.subject_id.in_(subjects))
    return set(db.scalars(rows.distinct()))


def ledger_for(
    *, subjects: Collection[int], members: Collection[int], giver_id: int | None,
    at: datetime, before: int,
) -> Ledger:  # fmt: skip
    """What an event must know to be judged: its posts, these members' day, this pair's 30 days."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    that_day = and_(Award.granted_at >= day, Award.granted_at < day + timedelta(days=1))
    that_pair = and_(Award.giver_id == giver_id, Award.granted_at > at - PAIR_WINDOW)
    theirs = and_(Award.member_id.in_(members), or_(that_day, that_pair))
    wanted = select(*COLUMNS).where(or_(Award.subject_id.in_(subjects), theirs))
    rows = db.execute(wanted.order_by(Award.id))
    return Ledger((Entry(**row._mapping) for row in rows), before=before)


def entered_for(event_ids: Collection[int]) -> Sequence[Any]:
    """What these events have entered: each row's id and all that tells it from others."""
    told = (Award.id, Award.event_id, Award.member_id, Award.kind, Award.undoes_id, Award.points)
    return db.execute(select(*told).where(Award.event_id.in_(event_ids))).all()


def events_that_earn(origin: Origin) -> Iterator[Event]:
    """Everything that can move the ledger, of one origin, in order of (happened_at, id)."""
    kinds = [event.kind for event in EARNING]
    wanted = select(PublishedEvent).where(
        PublishedEvent.kind.in_(kinds), PublishedEvent.origin == origin
    )
    order = PublishedEvent.happened_at, PublishedEvent.id
    for row in db.scalars(wanted.order_by(*order).execution_options(yield_per=500)):
        if event := row.event:
            yield event


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger as its person reads it. `title` and `path` are of a thread or an idea
    that everybody sees; `is_less` when a cap or an earlier vote made it less than published.
    """

    id: int
    kind: str
    points: int
    at: datetime
    title: str | None
    path: str | None
    is_less: bool


def ledger_lines(member_id: int, *, cursor: str | None = None) -> Page[Line]:
    """All rows of somebody's ledger, also those that moved nothing; the newest first."""
    rows = _rows_of(member_id)
    if after := position(cursor, int):
        rows = rows.where(Award.id < after[0])
    found = db.execute(rows.order_by(Award.id.desc()).limit(SIZE + 1)).all()
    return page_of([_line(row) for row in found], SIZE, lambda line: [line.id])


def _line(row: Any) -> Line:
    path = thread_path(row.id, row.slug) if row.title else None
    least = AWARDS.get(row.kind, 0)
    is_less = 0 <= row.points < least
    return Line(row.award_id, row.kind, row.points, row.happened_at, row.title, path, is_less)


def latest_awards(member_id: int, most: int = 10) -> Sequence[Any]:
    """The newest rows of somebody's ledger that moved it, with the visible thread of each."""
    rows = _rows_of(member_id).where(Award.points != 0)
    return db.execute(rows.order_by(Award.id.desc()).limit(most)).all()


def _rows_of(member_id: int) -> Any:
    belongs = Thread.id.in_((Answer.thread_id, Award.subject_id)) & (Thread.state == "visible")
    columns = (PublishedEvent.happened_at, Thread.id, Thread.slug, Thread.title)
    rows = select(Award.id.label("award_id"), Award.kind, Award.points, *columns)
    rows = rows.join(PublishedEvent, PublishedEvent.id == Award.event_id)
    rows = rows.outerjoin(Answer, Answer.id == Award.subject_id).outerjoin(Thread, belongs)
    return rows.where(Award.member_id == member_id)
