"""Where a hand-over stands, how long it waits between tries, and what their states mean to us."""

from datetime import timedelta
from enum import StrEnum


class Handing(StrEnum):
    """`failed` was refused by the other side; `stuck` was tried too often. Both need a person."""

    WAITING = "waiting"
    SENDING = "sending"
    HANDED = "handed"
    FAILED = "failed"
    STUCK = "stuck"


NEEDS_PERSON = (Handing.FAILED, Handing.STUCK)

INTERNAL, ZAMMAD, OPEN311, EMAIL, WEBHOOK = "internal", "zammad", "open311", "email", "webhook"
DJANGO_HELPDESK = "django_helpdesk"
KINDS = {
    INTERNAL: "In this house: nothing is sent",
    ZAMMAD: "Zammad",
    DJANGO_HELPDESK: "django-helpdesk",
    OPEN311: "Open311 (GeoReport v2)",
    EMAIL: "E-mail",
    WEBHOOK: "A signed call (Standard Webhooks)",
}
CALLED = (ZAMMAD, DJANGO_HELPDESK, OPEN311, WEBHOOK)
"""These are called over HTTP, and keep a secret with us."""

# What one of their states can mean for our ticket. That something ends without a solution is
# always said by a person of ours.
MEANINGS = {
    "waiting_third_party": "They are working on it",
    "open": "It is back with us",
    "answered": "They have answered the person",
}

LEASE = timedelta(minutes=5)
MOST_TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)

# A desk that does not answer so often in a row is left alone for a while.
PATIENCE = 3
FIRST_REST, LONGEST_REST = timedelta(minutes=5), timedelta(minutes=30)

OVERLAP = timedelta(minutes=30)
"""So far each look reaches back behind the one before: calls and clocks may be late."""

FAULTS = {
    "not_reached": "They did not answer in a way we could read. We look again before we send.",
    "not_trusted": "They do not accept our password. Give a new one on the page of this desk.",
    "refused": "They refused what we sent. Look at the settings of this desk.",
    "missing": "What we handed over is not there any more.",
    "ended": "The ticket ended before it was handed over, so nothing was sent.",
    "no_mail": "The mail could not be delivered.",
    "no_secret": "This desk has no password yet.",
    "takes_none": "This desk takes no later messages. Tell them by another way.",
}
DRIFTS = {
    "missing": "It is not there any more on their side.",
    "state": "Their state was another one than ours; it was brought up to date.",
    "twice": "There is more than one of it on their side.",
}


def wait_after(tries: int) -> timedelta:
    """Doubling, from a minute to half an hour; long enough for what we sent to show there."""
    doubled: int = 2 ** min(max(tries - 1, 0), 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def rest_after(failures: int) -> timedelta | None:
    """How long a desk is left alone after so many failures in a row; None while it is not."""
    if failures < PATIENCE:
        return None
    doubled: int = 2 ** min(failures - PATIENCE, 10)
    return min(LONGEST_REST, FIRST_REST * doubled)
