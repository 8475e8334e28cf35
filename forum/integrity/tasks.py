"""The nightly look: what was found is reversed, one finding at a time; old marks are destroyed."""

from datetime import timedelta

from forum.integrity.actions import forget_networks, look, reverse
from forum.kernel.clock import now
from forum.kernel.db import fresh_reading, writing
from forum.kernel.tasks import last_done

NIGHTLY = "integrity.look_at_night"
OVERLAP = timedelta(days=1)
"""A burst may have begun before the look of the night before."""


def look_at_night() -> None:
    """Only people who got something since the last look are looked at; the first time everybody."""
    moment = now()
    with fresh_reading():
        before = last_done(NIGHTLY)
        found = look(as_of=moment, since=before - OVERLAP if before else None)
    for finding in found:
        with writing():
            reverse(finding, as_of=moment)


def forget_old_networks() -> None:
    """Once a day: the key of the marks of networks, and all marks, before they are 90 days old."""
    with writing():
        forget_networks()
