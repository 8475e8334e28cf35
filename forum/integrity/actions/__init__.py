"""What is done about points that people give one another, and what is kept for it."""

from forum.integrity.actions.noting import Seen, forget_networks, note_networks
from forum.integrity.actions.reversing import (
    NO_REASON,
    judge_at_once,
    look,
    note_opened,
    reverse,
    undo,
)

__all__ = [
    "NO_REASON",
    "Seen",
    "forget_networks",
    "judge_at_once",
    "look",
    "note_networks",
    "note_opened",
    "reverse",
    "undo",
]
