"""Questions about reputation and standing."""

from forum.reputation.queries.awards import (
    events_that_earn,
    latest_awards,
    ledger_lines,
    points_of,
)
from forum.reputation.queries.places import Place, answers_that_helped, moves_of, where_am_i
from forum.reputation.queries.records import record_of

__all__ = [
    "Place",
    "answers_that_helped",
    "events_that_earn",
    "latest_awards",
    "ledger_lines",
    "moves_of",
    "points_of",
    "record_of",
    "where_am_i",
]
