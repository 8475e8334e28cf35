"""What can be chosen as it stands now, and what was changed in it."""

from moderation.choices.queries.boards import facts_with_default
from moderation.choices.queries.changes import change_numbered, history_of
from moderation.choices.queries.reasons import (
    begun_with,
    completed,
    facts_of_reason,
    reason_coded,
    reasons_of,
    row_of,
)

__all__ = [
    "begun_with",
    "change_numbered",
    "completed",
    "facts_of_reason",
    "facts_with_default",
    "history_of",
    "reason_coded",
    "reasons_of",
    "row_of",
]
