"""What is entered into the ledger of awards, and where people come to stand."""

from forum.reputation.actions.awarding import (
    award,
    count_upheld_report,
    enter,
    undo,
)
from forum.reputation.actions.climbing import settle_standing
from forum.reputation.actions.history import enter_history
from forum.reputation.actions.totals import recompute_totals

__all__ = [
    "award",
    "count_upheld_report",
    "enter",
    "enter_history",
    "recompute_totals",
    "settle_standing",
    "undo",
]
