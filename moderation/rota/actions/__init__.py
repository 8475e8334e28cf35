"""What people say about themselves, what managers say about services and skills, and giving."""

from moderation.rota.actions.giving import give, set_availability, set_way, undo
from moderation.rota.actions.skills import add_skill, ask_for, hold, retire

__all__ = ["add_skill", "ask_for", "give", "hold", "retire", "set_availability", "set_way", "undo"]
