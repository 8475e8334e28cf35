"""What managers do with what is kept ready, and what the desk does with a macro or a body."""

from moderation.macros.actions.keeping import add, change, undo
from moderation.macros.actions.referring import refer, require_pointing
from moderation.macros.actions.running import run

__all__ = ["add", "change", "refer", "require_pointing", "run", "undo"]
