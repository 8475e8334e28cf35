"""What is given to people who help, and what they choose about it."""

from forum.recognition.actions.badges import settle_badges
from forum.recognition.actions.choosing import hide_badges, show_badges
from forum.recognition.actions.listing import join_list, leave_list
from forum.recognition.actions.thanking import show_note, take_note_down, thank

__all__ = [
    "hide_badges",
    "join_list",
    "leave_list",
    "settle_badges",
    "show_badges",
    "show_note",
    "take_note_down",
    "thank",
]
