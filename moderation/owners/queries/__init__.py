"""What is on its way from one person to the next, and how often tickets were passed on."""

from moderation.owners.queries.figures import published
from moderation.owners.queries.transfers import (
    LeftAlone,
    is_left_alone,
    left_alone,
    locked_transfer,
    newest_of,
    on_their_way,
    open_transfer_of,
    time_to_confirm,
    to_return,
    transfers_of,
    waiting_for,
)
from moderation.owners.queries.unheld import answer_for

__all__ = [
    "LeftAlone",
    "answer_for",
    "is_left_alone",
    "left_alone",
    "locked_transfer",
    "newest_of",
    "on_their_way",
    "open_transfer_of",
    "published",
    "time_to_confirm",
    "to_return",
    "transfers_of",
    "waiting_for",
]
