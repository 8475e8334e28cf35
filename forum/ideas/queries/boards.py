"""Boards of ideas: what every page knows of them without asking, and the rows themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.ideas.models import Board, Idea
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.site import rows_shown_everywhere
from forum.topics.models import Topic

BOARDS = "boards"  # the row of the site's settings in which every page finds them
FIRST = "ideas"
CHANGEABLE = (
    *("name", "service_id", "opens_at", "closes_at", "takes_supports", "supports_each"),
    *("review_at", "promise_at", "promise_days"),
)
NO_BOARD = "We do not have a board with this name. The page of ideas lists all of them."


@dataclass(frozen=True, slots=True)
class Place:
    """A board as pages show it; outside its days it takes neither ideas nor supports."""

    id: int
    slug: str
    name: str
    opens_at: datetime | None
    closes_at: datetime | None
    supports_on: bool
    is_default: bool

    @property
    def is_open(self) -> bool:
        return is_open(self)

    @property
    def has_begun(self) -> bool:
        return self.opens_at is None or self.opens_at <= now()

    @property
    def takes_supports(self) -> bool:
        return self.supports_on and self.is_open


ONLY = Place(0, FIRST, "Ideas", None, None, supports_on=True, is_default=True)
"""What a place has before anybody opened a board or put an idea forward."""


def is_open(board: Board | Place) -> bool:
    moment = now()
    has_begun = board.opens_at is None or board.opens_at <= moment
    return has_begun and (board.closes_at is None or moment < board.closes_at)


def places() -> Sequence[Place]:
    """Every board, the first one first, from the row that pages read anyway."""
    lines: list[dict[str, Any]] = rows_shown_everywhere().get(BOARDS, {}).get(BOARDS, [])
    return [_place(line) for line in lines] or [ONLY]


def place_of(board_id: int) -> Place:
    """The board of an idea."""
    known = places()
    return next((one for one in known if one.id == board_id), known[0])


def place_called(slug: str) -> Place:
    if known := next((one for one in places() if one.slug == slug), None):
        return known
    raise Missing(NO_BOARD)


def slugs_of(idea: Idea) -> tuple[str, str]:
    """Of its topic and of its board."""
    rows = select(Topic.slug, Board.slug).select_from(Idea).join(Topic)
    rows = rows.join(Board, Board.id == Idea.board_id).where(Idea.id == idea.id)
    topic, board = db.execute(rows).one()
    return topic, board


def all_boards() -> Sequence[Board]:
    """The first one first, then by name."""
    return db.scalars(select(Board).order_by(Board.is_default.desc(), Board.name)).all()


def board_called(slug: str, *, lock: bool = False) -> Board:
    """Raises Missing. The first board is known before it is kept.

    All boards are locked together: two managers who name different ones the first wait in order.
    """
    rows = select(Board).order_by(Board.id).execution_options(populate_existing=True)
    found = db.scalars(rows.with_for_update() if lock else rows.where(Board.slug == slug)).all()
    if board := next((one for one in found if one.slug == slug), None):
        return board
    if slug == FIRST:
        return first_board()
    raise Missing(NO_BOARD)


def kept_board(slug: str | None) -> Board | None:
    """The board to put an idea on; None for the one that ideas without a board come to, and for
    the first of all while it is not kept.
    """
    if not slug:
        return None
    if slug == FIRST:
        return db.scalar(select(Board).where(Board.slug == FIRST))
    return board_called(slug)


def first_board() -> Board:
    """As it begins, not kept anywhere yet."""
    rules = {"takes_supports": True, "review_at": 25, "promise_at": 250, "promise_days": 20}
    return Board(slug=FIRST, name=ONLY.name, is_default=True, version=1, **rules)


def facts_of(board: Board) -> dict[str, Any]:
    """Everything staff can change, as plain facts that JSON can hold."""
    facts = {name: getattr(board, name) for name in CHANGEABLE}
    return facts | {name: _typed(facts[name]) for name in ("opens_at", "closes_at")}


def ideas_on_boards() -> Mapping[int, int]:
    """Board -> how many ideas it holds, those that do not show too."""
    rows = select(Idea.board_id, func.count()).group_by(Idea.board_id)
    return {board_id: number for board_id, number in db.execute(rows)}


def boards_as_shown() -> list[dict[str, Any]]:
    """What every page shall know."""
    return [
        {
            "id": one.id,
            "slug": one.slug,
            "name": one.name,
            "opens_at": _typed(one.opens_at),
            "closes_at": _typed(one.closes_at),
            "supports_on": one.takes_supports,
            "is_default": one.is_default,
        }
        for one in all_boards()
    ]


def _place(line: Mapping[str, Any]) -> Place:
    moments = {name: _read(line[name]) for name in ("opens_at", "closes_at")}
    return Place(**{**line, **moments})


def _typed(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
