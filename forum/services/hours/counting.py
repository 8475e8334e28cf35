"""Counts working time: when it is used up, how much has passed, and why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from forum.services.hours.calendar import Calendar
from forum.services.hours.timeline import MINUTE, Incident, Interval, Pause, in_utc, timeline

HORIZON = timedelta(days=20 * 366)


def due(
    calendar: Calendar,
    start: datetime,
    minutes: int,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> datetime:
    """The first moment, in UTC, at which that many working minutes have passed since start.

    A promise used up at closing time falls due at closing time, not at the next opening.
    A ValueError says so when that is more than twenty years away.
    """
    if minutes < 0:
        raise ValueError("A promise cannot be shorter than no time at all.")
    if minutes == 0:
        return in_utc(start)

    left = minutes * MINUTE
    for piece in counted(calendar, start, in_utc(start) + HORIZON, pauses, incidents):
        if piece.end - piece.start >= left:
            return piece.start + left
        left -= piece.end - piece.start
    raise ValueError("With these opening hours this promise would never fall due.")


def elapsed(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> int:
    """Whole working minutes from start to end, without the time the clock stood still."""
    pieces = counted(calendar, start, end, pauses, incidents)
    return sum((piece.end - piece.start for piece in pieces), timedelta()) // MINUTE


def explain(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> list[Interval]:
    """Every piece from start to end: counted, closed (and why) or paused, cut at local midnight.

    A wait outside opening hours changes nothing, so it is shown as closed. Time under a known
    problem is a piece of its own, whether it counts or not.
    """
    return list(timeline(calendar, start, end, pauses, incidents))


def counted(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    pauses: Iterable[Pause] = (),
    incidents: Iterable[Incident] = (),
) -> Iterable[Interval]:
    """Only the pieces that use up the promise."""
    pieces = timeline(calendar, start, end, pauses, incidents)
    return (piece for piece in pieces if piece.kind == "counted")


def minutes_of_days(calendar: Calendar, days: int) -> int:
    """What "n working days" promise: n times the average opening minutes of the days that open.

    So five working days of a service open Monday to Friday are exactly one week of its hours, also
    when it closes early on Fridays.
    """
    open_days = [frames for frames in calendar.frames.values() if frames]
    if not open_days:
        raise ValueError("This calendar never opens. Add opening hours first.")
    total = sum(closes - opens for frames in open_days for opens, closes in frames)
    return round(days * total / len(open_days))
