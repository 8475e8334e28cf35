"""Cuts a stretch of time into what counted, what was closed and where the clock stood still."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from forum.services.hours.calendar import Calendar, zone_named

Pause = tuple[datetime, datetime]
Kind = Literal["counted", "closed", "paused"]
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
CLOSED_ON = (
    "Closed on Mondays",
    "Closed on Tuesdays",
    "Closed on Wednesdays",
    "Closed on Thursdays",
    "Closed on Fridays",
    "Weekend",
    "Weekend",
)
OUTSIDE = "Outside opening hours"
COUNTED = "Counted"
PAUSED = "The clock stood still"


class Interval(NamedTuple):
    """A piece of one local day, in UTC, with the reason in words a citizen can be shown."""

    start: datetime
    end: datetime
    kind: Kind
    why: str


def timeline(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> Iterator[Interval]:
    """Every piece from start to end, in order and without gaps; none crosses a local midnight."""
    zone, waits = zone_named(calendar.zone), union(pauses)
    start, end = in_utc(start), in_utc(end)
    day = start.astimezone(zone).date()
    while (opens := _midnight(day, zone)) < end:
        closes = _midnight(day + DAY, zone)
        yield from _of_day(calendar, day, (max(opens, start), min(closes, end)), waits)
        day += DAY


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a time zone is refused, for nobody knows when it was."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)


def union(spans: Iterable[Pause]) -> list[Pause]:
    """The same time as sorted spans that neither touch nor overlap."""
    merged: list[Pause] = []
    for start, end in sorted((in_utc(start), in_utc(end)) for start, end in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _of_day(
    calendar: Calendar, day: date, part: Pause, waits: Sequence[Pause]
) -> Iterator[Interval]:
    why = _reason_to_be_closed(calendar, day)
    for start, end, is_open in _cut(part, _openings(calendar, day)):
        if not is_open:
            yield Interval(start, end, "closed", why)
            continue
        for begins, ends, is_waiting in _cut((start, end), waits):
            if is_waiting:
                yield Interval(begins, ends, "paused", PAUSED)
            else:
                yield Interval(begins, ends, "counted", COUNTED)


def _reason_to_be_closed(calendar: Calendar, day: date) -> str:
    if (name := calendar.closed_on(day)) is not None:
        return name
    if calendar.frames.get(day.weekday()):
        return OUTSIDE
    return CLOSED_ON[day.weekday()]


def _cut(part: Pause, spans: Iterable[Pause]) -> Iterator[tuple[datetime, datetime, bool]]:
    """The part in pieces, each said to lie inside or outside the sorted spans."""
    at, end = part
    for start, stop in spans:
        start, stop = max(start, at), min(stop, end)
        if start >= stop:
            continue
        if at < start:
            yield at, start, False
        yield start, stop, True
        at = stop
    if at < end:
        yield at, end, False


def _openings(calendar: Calendar, day: date) -> list[Pause]:
    """When the clock on the wall shows an opening time; hours the clock repeats are open twice."""
    frames = calendar.frames_on(day)
    if not frames:
        return []

    found = []
    for start, end, midnight in _stretches(day, zone_named(calendar.zone)):
        for opens, closes in frames:
            opening = max(midnight + opens * MINUTE, start)
            found.append((opening, min(midnight + closes * MINUTE, end)))
    return union(found)


def _stretches(day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime, datetime]]:
    """The parts of the day in which nobody moves the clock, and midnight by each part's clock."""
    start, end = _midnight(day, zone), _midnight(day + DAY, zone)
    if end - start == DAY:
        return [(start, end, start)]

    before, after = _offset(start, zone), _offset(end, zone)
    minutes = range((end - start) // MINUTE)
    moved = start + MINUTE * bisect_left(
        minutes, True, key=lambda minute: _offset(start + minute * MINUTE, zone) != before
    )
    midnight = datetime.combine(day, time(), UTC)
    return [(start, moved, midnight - before), (moved, end, midnight - after)]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
