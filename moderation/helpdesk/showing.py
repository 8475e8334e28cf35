"""A ticket's promises as pages show them: one sentence, one row of marks, one table of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from forum.design.words import hours_words
from forum.kernel.clock import now
from forum.services.hours import explain, tally
from moderation.helpdesk.promises import (
    DONE,
    FIRST_RESPONSE,
    NEXT_RESPONSE,
    RESOLUTION,
    Clock,
    Entry,
    by_order,
    deadline_of,
    pauses,
    stands_still,
)
from moderation.helpdesk.wording import (
    days_of,
    just_begun,
    tally_rows,
    tally_words,
)

VOWS = {
    (FIRST_RESPONSE, "open"): "We promise a first answer by %(when)s",
    (FIRST_RESPONSE, "broken"): "We should have answered by %(when)s",
    (FIRST_RESPONSE, "kept"): "The first answer came in time, at %(when)s",
    (FIRST_RESPONSE, "late"): "The first answer came late, at %(when)s",
    (NEXT_RESPONSE, "open"): "We promise our next reply by %(when)s",
    (NEXT_RESPONSE, "broken"): "We should have replied by %(when)s",
    (NEXT_RESPONSE, "kept"): "Our reply came in time, at %(when)s",
    (NEXT_RESPONSE, "late"): "Our reply came late, at %(when)s",
    (RESOLUTION, "open"): "We promise to solve this by %(when)s",
    (RESOLUTION, "broken"): "We should have solved this by %(when)s",
    (RESOLUTION, "kept"): "We answered in time, at %(when)s",
    (RESOLUTION, "late"): "We answered late, at %(when)s",
}
STILL = "The clock stands still until we hear from the person who asked"
ENDED = "This is closed. No promise is open."
KINDS = {"broken": "bad", "late": "bad", "kept": "good"}


@dataclass(frozen=True)
class Shown:
    """`sentence` may hold %(when)s, which is `at`; `kind` is the design's: good, bad or nothing."""

    clock: str
    turn: int
    stage: str
    sentence: str
    at: datetime | None
    marks: list[list[str]]
    words: str
    promised: str

    @property
    def kind(self) -> str:
        return KINDS.get(self.stage, "")


@dataclass(frozen=True)
class Explained:
    """Which hours of one promise counted and why, a row a day."""

    shown: Shown
    rows: list[list[str]]


def headline(clocks: Sequence[Clock], log: Sequence[Entry]) -> Shown:
    """The promise that matters now: the first answer until it came, then the solution."""
    in_order = sorted(clocks, key=by_order)
    waiting = [clock for clock in in_order if clock.met_at is None]
    return shown(waiting[0] if waiting else in_order[-1], log)


def shown(clock: Clock, log: Sequence[Entry]) -> Shown:
    moment = _until(clock, log)
    waits = pauses(log, clock.promised, until=moment)
    calendar, minutes, began_at, _ = clock.promised
    drawn = tally(calendar, began_at, minutes, moment, waits)
    stage = stage_of(clock, log)
    due_at = clock.due_at or deadline_of(clock.promised, log, now=moment)
    return Shown(
        clock.name,
        clock.turn,
        stage,
        {"still": STILL, "ended": ENDED}.get(stage) or VOWS[clock.name, stage],
        clock.met_at or due_at,
        tally_rows(drawn),
        tally_words(drawn),
        hours_words(clock.promised.minutes),
    )


def explained(clock: Clock, log: Sequence[Entry], *, zone: ZoneInfo) -> Explained:
    """Every piece from the beginning until the promise was met or given up, or until now."""
    calendar, _, began_at, _ = clock.promised
    until = _until(clock, log)
    pieces = explain(calendar, began_at, until, pauses(log, clock.promised, until=until))
    rows = days_of(pieces, zone=zone, now=now()) or [just_begun(began_at, zone=zone, now=now())]
    return Explained(shown(clock, log), rows)


def stage_of(clock: Clock, log: Sequence[Entry]) -> str:
    """open, broken, kept, late, still or ended."""
    if clock.met_at is not None:
        return "late" if clock.broken_at else "kept"
    if log and log[-1].state in DONE:
        return "ended"
    if clock.broken_at or (clock.due_at and clock.due_at <= now()):
        return "broken"
    return "still" if stands_still(log, clock.promised) else "open"


def _until(clock: Clock, log: Sequence[Entry]) -> datetime:
    """When counting ended: the promise was met, or the ticket closed without an answer."""
    if clock.met_at is not None:
        return clock.met_at
    return log[-1].at if log and log[-1].state in DONE else now()
