"""Putting back what stood there before a change, unless it was changed again since."""

from forum.accounts.models import Member
from forum.kernel.errors import Refused
from moderation.choices.actions import boards, reasons
from moderation.choices.actions.noting import note, require
from moderation.choices.models import ChoiceChange
from moderation.choices.queries import facts_of_reason, facts_with_default
from moderation.choices.wording import BOARD
from moderation.settings.queries import is_back

NO_UNDOING = (
    "What was added is not taken away: ideas or decisions may name it. Close the board, or retire "
    "the reason."
)


def undo(change: ChoiceChange, *, by: Member) -> None:
    """Twice is harmless."""
    require(by)
    if change.is_addition:
        raise Refused(NO_UNDOING)
    (_undo_board if change.kind == BOARD else _undo_reason)(change, by)


def _undo_board(change: ChoiceChange, by: Member) -> None:
    board = boards.kept(change.key)
    if is_back(change, facts_with_default(board)):
        return
    boards.set_facts(board, change.before, by=by)
    _note(change, by)


def _undo_reason(change: ChoiceChange, by: Member) -> None:
    row = reasons.locked(change.kind)
    if is_back(change, facts_of_reason(change.kind, reasons.in_row(row, change.key))):
        return
    reasons.set_reason(row, change.key, change.before)
    _note(change, by)


def _note(change: ChoiceChange, by: Member) -> None:
    note(change.kind, change.key, change.after, change.before, by, undoes=change.id)
