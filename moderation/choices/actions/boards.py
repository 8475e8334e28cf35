"""Opening a board and changing its rules."""

from collections.abc import Mapping
from typing import Any

from forum.accounts.models import Member
from forum.ideas import actions as ideas
from forum.ideas.models import Board
from forum.ideas.queries import board_called, facts_of
from forum.kernel.errors import Conflict
from forum.kernel.text import slug_of
from moderation.choices.actions.noting import note, require
from moderation.choices.queries import facts_with_default
from moderation.choices.wording import BOARD, DEFAULT
from moderation.settings.changes import CHANGED_MEANWHILE, differences


def open_board(facts: dict[str, Any], *, by: Member) -> Board:
    """A board of its own name. Raises Invalid when the name is taken."""
    require(by)
    slug = slug_of(facts["name"], otherwise="board")
    board = ideas.open_board(facts, slug=slug, by=by)
    note(BOARD, slug, {}, facts_of(board), by)
    return board


def change_board(slug: str, facts: dict[str, Any], *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    require(by)
    board = kept(slug)
    before, after = differences(facts_with_default(board), facts)
    if not after:
        return
    if board.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    set_facts(board, after, by=by)
    note(BOARD, slug, before, after, by)


def set_facts(board: Board, facts: Mapping[str, Any], *, by: Member) -> None:
    """The board's own rules, and which board is the first one."""
    rules = {name: value for name, value in facts.items() if name != DEFAULT}
    ideas.change_board(board, rules, by=by)
    if DEFAULT in facts:
        ideas.make_default(kept(facts[DEFAULT]), by=by)


def kept(slug: str) -> Board:
    """The row, locked; the first board is made when it is changed before anybody needed it."""
    board = board_called(slug)
    if board.id is None:
        ideas.main_board()
    return board_called(slug, lock=True)
