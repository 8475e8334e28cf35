"""Draws a promise as a row of marks: one for each working hour, or each day when it is long."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from forum.services.hours.calendar import Calendar, zone_named
from forum.services.hours.counting import due, minutes_of_days
from forum.services.hours.timeline import (
    MINUTE,
    Incident,
    Interval,
    Kind,
    Pause,
    in_utc,
    timeline,
)

MOST_MARKS = 48
HOUR = 60
State = Literal["on", "wait", ""]


class Slice(NamedTuple):
    """One unit of time of a kind, which may have begun on one day and ended on another."""

    kind: Kind
    start: datetime
    end: datetime
    length: timedelta


class Mark(NamedTuple):
    """Counted ("on"), stood still ("wait") or to come (""); `new_day` begins a day or a week."""

    state: State
    new_day: bool


class Tally(NamedTuple):
    """The marks and the same in minutes: what each mark stands for, and the three sums."""

    marks: list[Mark]
    each: int
    counted: int
    paused: int
    left: int


def tally(
    calendar: Calendar,
    start: datetime,
    minutes: int,
    now: datetime,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> Tally:
    """How far a promise made at `start` has come by `now`; a wait that goes on ends at `now`."""
    waits, known, now = list(pauses), list(incidents), in_utc(now)
    ends = due(calendar, start, minutes, waits, known)
    pieces = list(timeline(calendar, start, ends, waits, known))
    marks, each = _fitting(calendar, pieces, now)
    used = _minutes(pieces, "counted", until=now)
    return Tally(marks, each, used, _minutes(pieces, "paused", until=now), minutes - used)


def _fitting(calendar: Calendar, pieces: list[Interval], now: datetime) -> tuple[list[Mark], int]:
    """Marks of an hour; when those are too many, of a day, then of two, four and more days."""
    each = HOUR
    while len(slices := _slices(pieces, each * MINUTE)) > MOST_MARKS:
        each = max(minutes_of_days(calendar, 1), 2 * HOUR) if each == HOUR else each * 2
    zone = zone_named(calendar.zone)
    group = _day_of if each == HOUR else _week_of
    begun = [group(cut.start, zone) for cut in slices]
    is_new = [False, *(later != earlier for earlier, later in pairwise(begun))]
    return [Mark(_state(cut, now), new) for cut, new in zip(slices, is_new, strict=False)], each


def _slices(pieces: list[Interval], unit: timedelta) -> list[Slice]:
    """Every begun unit of promised time and every whole unit of standing still, in order."""
    promised = _cut_up(pieces, "counted", unit)
    still = _cut_up(pieces, "paused", unit)
    whole = [cut for cut in still if cut.length == unit]
    return sorted([*promised, *whole], key=lambda cut: cut.start)


def _cut_up(pieces: list[Interval], kind: Kind, unit: timedelta) -> Iterator[Slice]:
    begun, length = None, timedelta()
    for piece in pieces:
        at = piece.end if piece.kind != kind else piece.start
        while at < piece.end:
            begun = begun or at
            step = min(unit - length, piece.end - at)
            at, length = at + step, length + step
            if length == unit:
                yield Slice(kind, begun, at, length)
                begun, length = None, timedelta()
    if begun is not None:
        yield Slice(kind, begun, pieces[-1].end, length)


def _state(cut: Slice, now: datetime) -> State:
    if cut.kind == "paused":
        return "wait"
    return "on" if cut.end <= now else ""


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _week_of(moment: datetime, zone: ZoneInfo) -> date:
    day = _day_of(moment, zone)
    return day - timedelta(days=day.weekday())


def _minutes(pieces: list[Interval], kind: Kind, *, until: datetime) -> int:
    spans = (min(piece.end, until) - piece.start for piece in pieces if piece.kind == kind)
    return sum((max(span, timedelta()) for span in spans), timedelta()) // MINUTE
