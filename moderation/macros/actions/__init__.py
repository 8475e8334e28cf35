"""What managers do with ready answers and macros, and what the desk does with a macro."""

from moderation.macros.actions.keeping import add, change, undo
from moderation.macros.actions.running import run

__all__ = ["add", "change", "run", "undo"]
