"""Cuts a stretch of time into what counted, what was closed and where the clock stood still."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
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
_UNDER: dict[bool, tuple[Kind, str]] = {True: ("counted", COUNTED), False: ("paused", PAUSED)}


class Incident(NamedTuple):
    """A known problem while it lasted: its title, and whether its time counts all the same."""

    start: datetime
    end: datetime
    title: str
    counts: bool = True


class Interval(NamedTuple):
    """A piece of one local day, in UTC, with the reason in words a citizen can be shown.

    `incident` is the title of the known problem it lay under; never while the clock stood still
    for another reason.
    """

    start: datetime
    end: datetime
    kind: Kind
    why: str
    incident: str = ""


def timeline(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> Iterator[Interval]:
    """Every piece from start to end, in order and without gaps; none crosses a local midnight."""
    zone, waits = zone_named(calendar.zone), Waits(union(pauses), apart(incidents))
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


def apart(incidents: Iterable[Incident]) -> list[Incident]:
    """The same time with one of them at each moment: one that stops the clock, else the earlier."""
    in_order = sorted(_in_utc(incidents), key=lambda one: (one.counts, one.start))
    edges = sorted({edge for one in in_order for edge in (one.start, one.end)})
    found: list[Incident] = []
    for start, end in pairwise(edges):
        here = next((one for one in in_order if one.start <= start and end <= one.end), None)
        if here is None:
            continue
        if found and found[-1][1:] == (start, here.title, here.counts):
            start = found.pop().start
        found.append(here._replace(start=start, end=end))
    return found


def _in_utc(incidents: Iterable[Incident]) -> Iterator[Incident]:
    for one in incidents:
        start, end = in_utc(one.start), in_utc(one.end)
        if start < end:
            yield one._replace(start=start, end=end)


class Waits(NamedTuple):
    """What may stop a clock while the office is open: pauses, and known problems, each sorted."""

    pauses: Sequence[Pause]
    incidents: Sequence[Incident]


def _of_day(calendar: Calendar, day: date, part: Pause, waits: Waits) -> Iterator[Interval]:
    why = _reason_to_be_closed(calendar, day)
    for start, end, is_open in _cut(part, _openings(calendar, day)):
        if not is_open:
            yield Interval(start, end, "closed", why)
            continue
        for begins, ends, is_waiting in _cut((start, end), waits.pauses):
            if is_waiting:
                yield Interval(begins, ends, "paused", PAUSED)
            else:
                yield from _while_open((begins, ends), waits.incidents)


def _while_open(part: Pause, incidents: Sequence[Incident]) -> Iterator[Interval]:
    """A wait was taken out before, so time under a problem is never taken off twice."""
    at, end = part
    for one in incidents:
        start, stop = max(one.start, at), min(one.end, end)
        if start >= stop:
            continue
        if at < start:
            yield Interval(at, start, "counted", COUNTED)
        kind, why = _UNDER[one.counts]
        yield Interval(start, stop, kind, why, one.title)
        at = stop
    if at < end:
        yield Interval(at, end, "counted", COUNTED)


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
