"""What the forum plugs in: one table for each thing a room owes the whole."""

from datetime import timedelta

from forum import tables
from forum.access import ACCESS
from forum.design.views import design
from forum.kernel.house import Entry

__all__ = ["ACCESS"]

PAGES = [
    design,
]

API: list[object] = []

NAVIGATION: list[Entry] = []

SLOTS: dict[str, list[object]] = {}

REACTIONS: dict[type, list[object]] = {}

PROJECTIONS: dict[str, object] = {}

TOTALS: dict[str, object] = {}

SCHEDULE: dict[str, object] = {}

PLANNED: dict[str, object] = {}

COMMANDS: list[object] = []

DEMO: list[object] = []

SUBJECTS: dict[str, object] = {}

CHECKS: dict[str, object] = {}

STATS: dict[str, object] = {}

MAILS: dict[str, object] = {}

OBSERVED: dict[str, object] = {}
