"""When somebody may be asked, and how long a question is open and its answer can be changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

QUIET = timedelta(days=30)
"""The message budget: between two questions to one person that ride on no other mail."""
OPEN_FOR = timedelta(days=28)
CHANGEABLE = timedelta(hours=12)
REMINDED_AFTER = timedelta(days=3)
REMINDED_BEFORE = timedelta(days=7)
"""Whoever could not be reminded by then is not reminded at all."""
LONGEST_COMMENT = 500

MAIL, PAGE, NOT_SENT = "mail", "page", "none"
WAYS = (MAIL, PAGE, NOT_SENT)
NO_ADDRESS, UNDELIVERABLE = "no_address", "undeliverable"
UNSENT = (NO_ADDRESS, UNDELIVERABLE)

LEVELS = (5, 4, 3, 2, 1)
"""From very satisfied to very dissatisfied, always in this order."""
SATISFIED = (5, 4)
YES, PARTLY, NO = "yes", "partly", "no"
GOT = (YES, PARTLY, NO)


def may_ask(asked: Iterable[datetime], at: datetime, *, rides: bool = False) -> bool:
    """Whether one more question at that moment keeps to the budget. `asked` are the moments of the
    other questions to the same person; what `rides` on a mail that is sent anyway costs nothing.
    """
    return rides or all(one <= at - QUIET for one in asked)
