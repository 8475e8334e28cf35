"""A board's rules, and which board is the first one."""

from typing import Any

from sqlalchemy import select

from forum.ideas.models import Board
from forum.ideas.queries import facts_of
from forum.kernel.db import db
from moderation.choices.wording import DEFAULT


def facts_with_default(board: Board) -> dict[str, Any]:
    """Everything staff can change; the board for ideas that name none by its slug."""
    return facts_of(board) | {DEFAULT: default_slug(board)}


def default_slug(board: Board) -> str:
    """Read from the row, for whoever changes it; `board` when it is the one."""
    if board.is_default:
        return board.slug
    return db.scalars(select(Board.slug).where(Board.is_default)).one()
