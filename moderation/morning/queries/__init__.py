"""What stands on the page of the morning."""

from moderation.morning.queries.briefing import Briefing, Due, briefing, counted, since, teams_of
from moderation.morning.queries.notes import (
    Note,
    locked_note,
    notes_for,
    reading_of,
    tickets_named,
    to_mail,
)

__all__ = [
    "Briefing",
    "Due",
    "Note",
    "briefing",
    "counted",
    "locked_note",
    "notes_for",
    "reading_of",
    "since",
    "teams_of",
    "tickets_named",
    "to_mail",
]
