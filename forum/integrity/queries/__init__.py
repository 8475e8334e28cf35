"""Questions about gifts, about reversals, and about who shares an address."""

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
from forum.integrity.queries.sharing import networks_of, shared_among

__all__ = [
    "Gift",
    "casts_of",
    "concerned_by",
    "covering",
    "flow_of",
    "gifts_of",
    "networks_of",
    "open_gifts",
    "own_reversal",
    "points_of",
    "receivers_since",
    "reversal_numbered",
    "reversals",
    "shared_among",
    "shares_of",
    "votes_of",
]
