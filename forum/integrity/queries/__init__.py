"""Questions about gifts, and about reversals."""

from forum.integrity.queries.cases import (
    concerned_by,
    own_reversal,
    points_of,
    reversal_numbered,
    reversals,
    shares_of,
)
from forum.integrity.queries.flows import casts_of, flow_of, receivers_since, votes_of
from forum.integrity.queries.gifts import Gift, covering, gifts_of, open_gifts

__all__ = [
    "Gift",
    "casts_of",
    "concerned_by",
    "covering",
    "flow_of",
    "gifts_of",
    "open_gifts",
    "own_reversal",
    "points_of",
    "receivers_since",
    "reversal_numbered",
    "reversals",
    "shares_of",
    "votes_of",
]
