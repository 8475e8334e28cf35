"""Lists of ideas in each of their orders, paged by key. A rung never moves anything."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select, tuple_

from forum.accounts.models import Member
from forum.ideas.models import Board, Idea, Support
from forum.ideas.queries.boards import Place, place_of
from forum.ideas.ranking import PRIME, SCALE, spread
from forum.ideas.states import LABELS, SUPPORTABLE, Stage
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.paging import BROKEN, Page, moment, page_of, position
from forum.kernel.text import excerpt
from forum.topics.models import Topic

SIZE = 20
GIST = 130


@dataclass(frozen=True, slots=True)
class Line:
    """One idea as a list shows it; `key` is what the list is ordered by."""

    id: int
    slug: str
    title: str
    start: str
    stage: str
    support_count: int
    viewer_count: int
    published_at: datetime
    decided_at: datetime | None
    board_id: int
    board_slug: str
    topic_slug: str
    topic_name: str
    key: Any
    is_mine: bool

    @property
    def gist(self) -> str:
        """The beginning of the case as plain words."""
        return excerpt(self.start, GIST)

    @property
    def label(self) -> str:
        return LABELS[Stage(self.stage)]

    @property
    def takes_supports(self) -> bool:
        return self.stage in SUPPORTABLE and self.board.takes_supports

    @property
    def board(self) -> Place:
        return place_of(self.board_id)


@dataclass(frozen=True)
class Order:
    """A column or an expression, which way it runs, and what a cursor keeps of it."""

    key: Any
    conditions: tuple[Any, ...]
    kind: type
    read: Callable[[Any], Any]
    is_rising: bool = False


def ideas_in(
    *,
    order: str,
    topic_id: int | None = None,
    board_id: int | None = None,
    to: Member | None = None,
    seed: int = 0,
    cursor: str | None = None,
    size: int = SIZE,
) -> Page[Line]:
    """One page of the ideas everybody may see. The seed of the fair order stays in the cursor."""
    chosen = ORDERS[order]
    place = position(cursor, chosen.kind, int, int)
    seed = place[2] if place else seed
    first, second = spread(seed)
    asked: dict[str, Any] = {"me": to.id if to else 0, "topic": topic_id, "board": board_id}
    asked |= {"first": first, "second": second, "most": size + 1}
    if place:
        asked |= {"key": chosen.read(place[0]), "id": place[1]}
    narrowed = (topic_id is not None, board_id is not None)
    rows = db.execute(_lines(order, *narrowed, goes_on=place is not None), asked)
    found = [Line(*row) for row in rows]
    return page_of(found, size, lambda line: (_kept(line.key), line.id, seed))


def _finite(number: float) -> float:
    if math.isfinite(number):
        return number
    raise Invalid(BROKEN)


def _kept(key: Any) -> Any:
    return key.isoformat() if isinstance(key, datetime) else key


def _fair_key() -> Any:
    """`ranking.fair_key` as the database computes it; a test holds the two together."""
    first = bindparam("first", type_=Idea.id.type)
    second = bindparam("second", type_=Idea.id.type)
    mixed = (first * (Idea.id % PRIME) + second) % PRIME
    drawn = ((mixed * mixed + first * mixed) % PRIME) * SCALE
    return drawn // (1 + 40 // (5 + Idea.viewer_count))


_PUBLISHED = (Idea.state == "published",)
_UNDECIDED = (*_PUBLISHED, Idea.is_undecided)
ORDERS: dict[str, Order] = {
    "fair": Order(_fair_key(), _UNDECIDED, int, int, is_rising=True),
    "rising": Order(Idea.heat, _UNDECIDED, float, _finite),
    "top": Order(Idea.top, _UNDECIDED, float, _finite),
    "new": Order(Idea.published_at, _PUBLISHED, str, moment),
    "decided": Order(Idea.decided_at, (*_PUBLISHED, Idea.decided_at.is_not(None)), str, moment),
}


@cache
def _lines(order: str, in_topic: bool, on_board: bool, *, goes_on: bool) -> Select[Any]:
    """Built once: putting it together costs more than running it."""
    chosen = ORDERS[order]
    mine = and_(Support.idea_id == Idea.id, Support.member_id == bindparam("me"))
    rows: Select[Any] = select(*_columns(), chosen.key.label("key"), Support.member_id.is_not(None))
    rows = rows.select_from(Idea).join(Topic).join(Board, Board.id == Idea.board_id)
    rows = rows.outerjoin(Support, mine).where(*chosen.conditions)
    if in_topic:
        rows = rows.where(Idea.topic_id == bindparam("topic"))
    if on_board:
        rows = rows.where(Idea.board_id == bindparam("board"))
    if goes_on:
        here, last = tuple_(chosen.key, Idea.id), _last(chosen)
        rows = rows.where(here > last if chosen.is_rising else here < last)
    if chosen.is_rising:
        return rows.order_by(chosen.key, Idea.id).limit(bindparam("most"))
    return rows.order_by(chosen.key.desc(), Idea.id.desc()).limit(bindparam("most"))


def _last(chosen: Order) -> Any:
    return tuple_(bindparam("key", type_=chosen.key.type), bindparam("id", type_=Idea.id.type))


def _columns() -> tuple[Any, ...]:
    return (
        *(Idea.id, Idea.slug, Idea.title, func.substr(Idea.html, 1, 3 * GIST)),
        *(Idea.stage, Idea.support_count, Idea.viewer_count),
        *(Idea.published_at, Idea.decided_at, Idea.board_id, Board.slug),
        *(Topic.slug, Topic.name),
    )
