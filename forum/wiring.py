"""What the forum plugs in: one table for each thing a room owes the whole."""

from datetime import timedelta

from forum import tables  # so that every table is known
from forum.access import ACCESS
from forum.design.views import design
from forum.kernel import chores, relay
from forum.kernel.house import Entry
from forum.kernel.tasks import Every

__all__ = ["ACCESS", "tables"]

PAGES = [
    design,
]

API: list[object] = []

NAVIGATION: list[Entry] = []

SLOTS: dict[str, list[object]] = {}

REACTIONS: dict[type, list[object]] = {}

PROJECTIONS: dict[str, object] = {}

TOTALS: dict[str, object] = {}

SCHEDULE: dict[str, object] = {
    "tidy_up": Every(timedelta(hours=1), chores.tidy_up),
}

PLANNED: dict[str, object] = {}

COMMANDS: list[object] = []

DEMO: list[object] = []

SUBJECTS: dict[str, object] = {}

CHECKS: dict[str, object] = {
    "deliveries": chores.check_deliveries,
    "event kinds": chores.check_kinds,
    "failed deliveries": chores.check_failures,
}

STATS: dict[str, object] = {
    "events": chores.count_events,
    "pending": relay.waiting,
}

MAILS: dict[str, object] = {}

OBSERVED: dict[str, object] = {}
