"""Questions about recognition."""

from forum.recognition.queries.badges import badges_of, badges_shown_of, is_quiet
from forum.recognition.queries.facts import facts_of
from forum.recognition.queries.helpers import helpers, is_listed
from forum.recognition.queries.notes import (
    can_be_thanked_for,
    newest_notes_to,
    notes_shown_of,
    notes_to,
    own_note,
)
from forum.recognition.queries.years import year_at, year_of

__all__ = [
    "badges_of",
    "badges_shown_of",
    "can_be_thanked_for",
    "facts_of",
    "helpers",
    "is_listed",
    "is_quiet",
    "newest_notes_to",
    "notes_shown_of",
    "notes_to",
    "own_note",
    "year_at",
    "year_of",
]
