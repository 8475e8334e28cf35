"""The kinds of notes, their states and moves, and what may never be told early to some."""

from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    NOTE = "note"
    PLAN = "plan"
    NOTICE = "notice"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class About(StrEnum):
    """What an early notice would be about, in the words of alerts."""

    PLANNED = "planned"
    PROBLEM = "problem"
    DANGER = "danger"


class Outcome(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


URGENT = {About.PROBLEM, About.DANGER}
"""Whoever is in danger, or stands before a closed door, must not hear of it later than others."""

EARLIEST = timedelta(days=14)
"""So long before everybody reads it an early notice may be told."""

MOVES: dict[State, set[State]] = {
    State.DRAFT: {State.PUBLISHED, State.ARCHIVED},
    State.PUBLISHED: {State.ARCHIVED},
    State.ARCHIVED: {State.PUBLISHED},
}
