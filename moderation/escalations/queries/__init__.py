"""The rules as they stand, what was changed in them, and what they would have done."""

from moderation.escalations.queries.changes import change_numbered, history_of
from moderation.escalations.queries.rehearsing import Rehearsed, count_at_once, rehearsed
from moderation.escalations.queries.standing import (
    all_rules,
    facts_of,
    known_trigger,
    rule_at,
    topics_with,
)

__all__ = [
    "Rehearsed",
    "all_rules",
    "change_numbered",
    "count_at_once",
    "facts_of",
    "history_of",
    "known_trigger",
    "rehearsed",
    "rule_at",
    "topics_with",
]
