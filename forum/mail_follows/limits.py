"""How often one may have a confirmation mailed: to an address, and from where somebody is."""

from datetime import timedelta

from forum.kernel.limits import Limit, check, spend

ASKED_OFTEN = (
    "There were many requests like this. Wait a day, or look among your unwanted mail for the one "
    "we have sent."
)
ASKS_OF_ADDRESS = Limit("mail follows of address", 5, timedelta(days=1), ASKED_OFTEN)
ASKS_FROM_PLACE = Limit("mail follows from place", 20, timedelta(hours=1), ASKED_OFTEN)


def look(email_key: str, place: str) -> None:
    """Raises TooMany; only reads, and knows no address that is kept."""
    check(ASKS_OF_ADDRESS, email_key)
    check(ASKS_FROM_PLACE, place)


def count(email_key: str, place: str) -> None:
    """Raises TooMany, in the write transaction."""
    spend(ASKS_OF_ADDRESS, email_key)
    spend(ASKS_FROM_PLACE, place)
