"""What managers do with choices: each deed kept with what was before, and undoable."""

from moderation.choices.actions.boards import change_board, open_board
from moderation.choices.actions.reasons import add_reason, change_reason
from moderation.choices.actions.undoing import undo

__all__ = ["add_reason", "change_board", "change_reason", "open_board", "undo"]
