"""What the pages and commands about the ladder show."""

from moderation.ladder.queries.showing import (
    Shown,
    Year,
    last_year,
    member_on_ladder,
    month_starts,
    shown_to,
)
from moderation.ladder.queries.trying import Trial, try_rules

__all__ = [
    "Shown",
    "Trial",
    "Year",
    "last_year",
    "member_on_ladder",
    "month_starts",
    "shown_to",
    "try_rules",
]
