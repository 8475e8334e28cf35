"""Opening boards and changing their rules; the first one is there as soon as it is needed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas import policy
from forum.ideas.events import BoardChanged, BoardOpened
from forum.ideas.models import Board
from forum.ideas.queries.boards import BOARDS, FIRST, ONLY, boards_as_shown, facts_of
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.site import SiteSetting

MOMENTS = ("opens_at", "closes_at")
NAME_TAKEN = "There is a board with this name already."


def main_board() -> Board:
    """The board for ideas that name none; made the first time, and only once."""
    main = select(Board).where(Board.is_default)
    if board := db.scalar(main):
        return board
    if insert_once(Board, slug=FIRST, name=ONLY.name, **_usual(), is_default=True):
        _show()
    return db.scalars(main).one()


def open_board(facts: Mapping[str, Any], *, slug: str, by: Member) -> Board:
    """A board beside the others. Raises Invalid when its name is taken."""
    _require(by)
    main_board()
    values = _usual() | _read(facts)
    if not insert_once(Board, slug=slug, **values, is_default=False):
        raise Invalid(NAME_TAKEN, {"name": NAME_TAKEN})

    board = db.scalars(select(Board).where(Board.slug == slug)).one()
    _show()
    publish(BoardOpened(actor_id=by.id, board_id=board.id))
    return board


def change_board(board: Board, facts: Mapping[str, Any], *, by: Member) -> None:
    """Set what differs. What was promised stays promised; new numbers count from now on."""
    _require(by)
    before = facts_of(board)
    changed = {name: value for name, value in facts.items() if before[name] != value}
    if not changed:
        return

    for name, value in _read(changed).items():
        setattr(board, name, value)
    board.version += 1
    _show()
    publish(BoardChanged(actor_id=by.id, board_id=board.id))


def make_default(board: Board, *, by: Member) -> None:
    """From now on ideas that name no board come here; those that are somewhere stay there.

    `board` was locked together with the others (`board_called`).
    """
    _require(by)
    former = main_board()
    if former.id == board.id:
        return

    for one, is_default in ((former, False), (board, True)):
        one.is_default = is_default
        one.version += 1
        db.flush()  # there is one at a time: the former makes room first
        publish(BoardChanged(actor_id=by.id, board_id=one.id))
    _show()


def rebuild_boards() -> int:
    """Make what pages show anew from the rows; 1 when it had been wrong."""
    return int(_show())


def _show() -> bool:
    """What pages read, in the transaction of the change; the row is locked before the look."""
    db.flush()
    insert_once(SiteSetting, name=BOARDS, value={BOARDS: []}, version=1)
    rows = select(SiteSetting).where(SiteSetting.name == BOARDS).with_for_update()
    row = db.scalars(rows.execution_options(populate_existing=True)).one()
    shown = {BOARDS: boards_as_shown()}
    if row.value == shown:
        return False
    row.value, row.version = shown, row.version + 1
    return True


def _usual() -> dict[str, Any]:
    return {
        "takes_supports": True,
        "review_at": 25,
        "promise_at": 250,
        "promise_days": 20,
        "version": 1,
    }


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    moments = {n: facts[n] and datetime.fromisoformat(facts[n]) for n in MOMENTS if n in facts}
    return {**facts, **moments}


def _require(by: Member) -> None:
    if not policy.may_keep_boards(by):
        raise Refused("Only managers and administrators can change boards of ideas.")
