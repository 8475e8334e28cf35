"""What people who look after a topic do, and what staff do for them."""

from forum.helping.actions.adopting import adopt, end_all_of, let_go
from forum.helping.actions.coaching import choose_coach, note_read
from forum.helping.actions.looking import look, look_no_longer
from forum.helping.actions.planning import set_hours
from forum.helping.actions.writing import empty_messages_of, write, write_as_staff

__all__ = [
    "adopt",
    "choose_coach",
    "empty_messages_of",
    "end_all_of",
    "let_go",
    "look",
    "look_no_longer",
    "note_read",
    "set_hours",
    "write",
    "write_as_staff",
]
