"""Questions about hats: which there are, who may wear which, and what was said for one."""

from forum.hats.queries.grants import (
    grant_of,
    grants_for,
    grants_of,
    has_any,
    locked_grant,
    own_grant,
    wearable_by,
)
from forum.hats.queries.hats import SWITCH, are_on, every_hat, hat_of, public_hat, require_on
from forum.hats.queries.worn import Own, Worn, own_state, speakers_of, worn_now, worn_on

__all__ = [
    "SWITCH",
    "Own",
    "Worn",
    "are_on",
    "every_hat",
    "grant_of",
    "grants_for",
    "grants_of",
    "has_any",
    "hat_of",
    "locked_grant",
    "own_grant",
    "own_state",
    "public_hat",
    "require_on",
    "speakers_of",
    "wearable_by",
    "worn_now",
    "worn_on",
]
