"""What people say about themselves, what managers say about services and skills, and giving."""

from moderation.rota.actions.giving import give, set_availability, set_way, undo
from moderation.rota.actions.skills import add_skill, ask_for, hold, refuse_known, rename, retire

__all__ = [
    "add_skill",
    "ask_for",
    "give",
    "hold",
    "refuse_known",
    "rename",
    "retire",
    "set_availability",
    "set_way",
    "undo",
]
