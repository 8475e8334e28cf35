"""When a promise falls due and when it was met: worked out anew from the log of states.

There are three clocks: for our first reply, for the next one each time the person wrote again and
waits (a turn), and for the answer. They stand still while we wait for the citizen, and while an
answer of ours lies with them: from the moment we answered until the ticket is opened again.
Where the service says so, they stand still while a known problem lasts, too.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from forum.services.hours import Calendar, Incident, Pause, due, elapsed
from moderation.helpdesk.states import FINAL, PAUSED, State

FIRST_RESPONSE = "first_response"
NEXT_RESPONSE = "next_response"
RESOLUTION = "resolution"
AT_ONCE = (FIRST_RESPONSE, RESOLUTION)
"""What every ticket promises from its first moment on."""
IN_ORDER = (FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION)
BROUGHT_ALONG = "import"
"""The trigger of a ticket that was closed elsewhere: nothing was ever promised of it here."""
WARNED_AT = 0.75
"""The share of a promise that is used up when the desk is warned."""
DONE = FINAL | {State.ANSWERED}
STANDS_STILL = PAUSED | DONE


class Entry(NamedTuple):
    """One line of the log: the state that began at a moment."""

    state: str
    at: datetime


class Said(NamedTuple):
    """Words the person can read, or a deed that says "it is not solved"."""

    at: datetime
    is_from_staff: bool


class Turn(NamedTuple):
    """The person wrote again and waits since `began_at`; `met_at` is when staff wrote back."""

    began_at: datetime
    met_at: datetime | None


class Lasting(NamedTuple):
    """A known problem of the service that has begun; without `ended_at` nobody knows its end."""

    began_at: datetime
    ended_at: datetime | None
    title: str
    path: str


class Promised(NamedTuple):
    """What was promised: so many minutes of a calendar from a moment on. Unless `may_pause`, the
    clock runs on while we wait for the person. Unless `counts_incidents`, it stands still under the
    known problems in `incidents`; otherwise they are only shown.
    """

    calendar: Calendar
    minutes: int
    began_at: datetime
    may_pause: bool = True
    counts_incidents: bool = True
    incidents: tuple[Lasting, ...] = ()


class Clock(NamedTuple):
    """One promise of a ticket as it was last worked out; `turn` counts the next responses from 1
    and is 0 for the others.
    """

    name: str
    turn: int
    promised: Promised
    due_at: datetime | None
    met_at: datetime | None
    broken_at: datetime | None


class Reckoning(NamedTuple):
    """`due_at` and `warn_at` are None while the clock stands still and once it is met; `deadline`
    never is.
    """

    due_at: datetime | None
    warn_at: datetime | None
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
    runs = met_at is None and not stands_still(log, promised)
    if not runs:
        return Reckoning(None, None, met_at, deadline)
    early = promised._replace(minutes=ceil(promised.minutes * WARNED_AT))
    return Reckoning(deadline, deadline_of(early, log, now=now), met_at, deadline)


def deadline_of(promised: Promised, log: Sequence[Entry], *, now: datetime) -> datetime:
    """The last moment at which the promise is kept, if the clock goes on from now."""
    waits = pauses(log, promised, until=now)
    known = incidents(promised, until=now)
    return due(promised.calendar, promised.began_at, promised.minutes, waits, known)


def used_by(promised: Promised, log: Sequence[Entry], *, now: datetime) -> int:
    """Whole minutes of the promise that are gone at `now`."""
    waits, known = pauses(log, promised, until=now), incidents(promised, until=now)
    return elapsed(promised.calendar, promised.began_at, now, waits, known)


def stands_still(log: Sequence[Entry], promised: Promised) -> bool:
    return is_held_up(promised) or (bool(log) and log[-1].state in _still(promised))


def is_held_up(promised: Promised) -> bool:
    """A known problem stops this clock, and nobody knows for how long yet."""
    return not promised.counts_incidents and any(not one.ended_at for one in promised.incidents)


def incidents(promised: Promised, *, until: datetime) -> list[Incident]:
    """The known problems as the count takes them; one whose end nobody knows goes on until then."""
    return [
        Incident(one.began_at, one.ended_at or until, one.title, promised.counts_incidents)
        for one in promised.incidents
    ]


def pauses(log: Iterable[Entry], promised: Promised, *, until: datetime) -> list[Pause]:
    """Every stretch before a moment in which the clock stood still; the last may go on then."""
    ends = Entry("", until)
    stretches = (
        (entry.at, min(following.at, until))
        for entry, following in pairwise([*log, ends])
        if entry.state in _still(promised)
    )
    return [(start, end) for start, end in stretches if start < end]


def _still(promised: Promised) -> set[State]:
    return STANDS_STILL if promised.may_pause else DONE


def turns(said: Iterable[Said]) -> list[Turn]:
    """Every time the person wrote again after our first reply, in order.

    What they add before we reply belongs to the same turn: its clock runs since their first word.
    """
    found: list[Turn] = []
    has_replied = False
    for at, is_from_staff in sorted(said, key=lambda one: one.at):
        waits = bool(found) and found[-1].met_at is None
        if is_from_staff and waits:
            found[-1] = found[-1]._replace(met_at=at)
        elif has_replied and not is_from_staff and not waits:
            found.append(Turn(at, None))
        has_replied = has_replied or is_from_staff
    return found


def months_after(moment: datetime, months: int, *, zone: ZoneInfo) -> datetime:
    """The same day and time of a later month by the clock on the wall of `zone`; where that month
    has no such day, its last one. So the law counts "within one month".
    """
    local = moment.astimezone(zone)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)


def by_order(clock: Clock) -> tuple[int, int]:
    """The first reply, the later ones, the answer."""
    return IN_ORDER.index(clock.name), clock.turn


def answered_at(log: Sequence[Entry]) -> datetime | None:
    """When the answer came that still stands; None when there is none, or it was rejected."""
    found = None
    for entry in log:
        if entry.state not in DONE:
            found = None
        elif entry.state == State.ANSWERED and found is None:
            found = entry.at
    return found
