"""When a promise falls due and when it was met: worked out anew from the log of states.

The clock stands still while we wait for the citizen, and while an answer of ours lies with them:
from the moment we answered until the ticket is opened again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from forum.services.hours import Calendar, Pause, due
from moderation.helpdesk.states import FINAL, PAUSED, State

FIRST_RESPONSE = "first_response"
RESOLUTION = "resolution"
CLOCKS = (FIRST_RESPONSE, RESOLUTION)
DONE = FINAL | {State.ANSWERED}
STANDS_STILL = PAUSED | DONE


class Entry(NamedTuple):
    """One line of the log: the state that began at a moment."""

    state: str
    at: datetime


class Promised(NamedTuple):
    """What was promised: so many minutes of a calendar from a moment on."""

    calendar: Calendar
    minutes: int
    began_at: datetime


class Clock(NamedTuple):
    """One promise of a ticket as it was last worked out."""

    name: str
    promised: Promised
    due_at: datetime | None
    met_at: datetime | None
    broken_at: datetime | None


class Reckoning(NamedTuple):
    """`due_at` is None while the clock stands still and once it is met; `deadline` never is."""

    due_at: datetime | None
    met_at: datetime | None
    deadline: datetime

    @property
    def is_kept(self) -> bool:
        return self.met_at is not None and self.met_at <= self.deadline


def reckon(
    promised: Promised, log: Sequence[Entry], *, met_at: datetime | None, now: datetime
) -> Reckoning:
    """Where a clock stands at `now`, after everything in the log."""
    deadline = deadline_of(promised, log, now=now)
    runs = met_at is None and not stands_still(log)
    return Reckoning(deadline if runs else None, met_at, deadline)


def deadline_of(promised: Promised, log: Sequence[Entry], *, now: datetime) -> datetime:
    """The last moment at which the promise is kept, if the clock goes on from now."""
    waits = pauses(log, until=now)
    return due(promised.calendar, promised.began_at, promised.minutes, waits)


def stands_still(log: Sequence[Entry]) -> bool:
    return bool(log) and log[-1].state in STANDS_STILL


def pauses(log: Iterable[Entry], *, until: datetime) -> list[Pause]:
    """Every stretch before a moment in which the clock stood still; the last may go on then."""
    ends = Entry("", until)
    stretches = (
        (entry.at, min(following.at, until))
        for entry, following in pairwise([*log, ends])
        if entry.state in STANDS_STILL
    )
    return [(start, end) for start, end in stretches if start < end]


def answered_at(log: Sequence[Entry]) -> datetime | None:
    """When the answer came that still stands; None when there is none, or it was rejected."""
    found = None
    for entry in log:
        if entry.state not in DONE:
            found = None
        elif entry.state == State.ANSWERED and found is None:
            found = entry.at
    return found
