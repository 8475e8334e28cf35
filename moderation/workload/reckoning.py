"""How many tickets come on each of the next days: a count that anybody can do again by hand.

A day is expected to bring the median of the same weekday in the last eight weeks, times the trend:
the median week of the last four over that of the four before them, within a half and the double.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, median
from typing import NamedTuple

Counts = Mapping[date, int]
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
AHEAD = 14
WEEKS = 8
MONTH = timedelta(weeks=4)
NEEDED = WEEKS * WEEK
"""With a shorter history nothing is said."""
TESTED = 2
"""So many times two weeks that are over were forecast from what was known before them."""
REACH = NEEDED + TESTED * AHEAD * DAY
LEAST, MOST = 0.5, 2.0
FEW = 3
"""So few a week say nothing about a trend."""


class Tested(NamedTuple):
    """By how much a day was wrong on average: this method, and last week's number said again."""

    days: int
    error: float
    naive: float


class Load(NamedTuple):
    """One day: what comes, who is here, what they can finish, and what is left in the evening.

    `room` is how many tickets those people take at most; None when somebody set no limit.
    """

    day: date
    expected: float
    here: int
    can: float
    left: float
    room: int | None

    @property
    def fits(self) -> bool:
        return self.room is None or self.left <= self.room


class Staffing(NamedTuple):
    """Who is here on one day, and how many tickets they take together."""

    here: int
    room: int | None


def forecast(counts: Counts, today: date) -> list[tuple[date, float]]:
    """For each of the next 14 days, today among them; only what was before today is looked at."""
    factor = trend(counts, today)
    days = [today + ahead * DAY for ahead in range(AHEAD)]
    return [(day, median(_same_weekday(counts, day, today)) * factor) for day in days]


def trend(counts: Counts, today: date) -> float:
    """1 where there is too little to tell. One odd week changes nothing."""
    lately, before = (_median_week(counts, end) for end in (today, today - MONTH))
    if min(lately, before) < FEW:
        return 1.0
    return min(MOST, max(LEAST, lately / before))


def tried(counts: Counts, today: date) -> Tested:
    """The method tried on the last four weeks, which it had not seen."""
    errors: list[float] = []
    naive: list[float] = []
    for back in range(1, TESTED + 1):
        origin = today - back * AHEAD * DAY
        for day, expected in forecast(counts, origin):
            came, last_week = counts.get(day, 0), next(iter(_same_weekday(counts, day, origin)))
            errors.append(abs(expected - came))
            naive.append(abs(last_week - came))
    return Tested(len(errors), fmean(errors), fmean(naive))


def loads(
    expected: Sequence[tuple[date, float]],
    staffing: Sequence[Staffing],
    *,
    standing: int,
    each_can: float,
) -> Iterator[Load]:
    """Day by day: what stands, and comes, less what those who are here finish."""
    left = float(standing)
    for (day, comes), (here, room) in zip(expected, staffing, strict=True):
        can = here * each_can
        left = max(0.0, left + comes - can)
        yield Load(day, comes, here, can, left, room)


def _same_weekday(counts: Counts, day: date, today: date) -> list[int]:
    """The last eight before today, the newest first."""
    back = -(-((day - today).days + 1) // 7)
    return [counts.get(day - (back + week) * WEEK, 0) for week in range(WEEKS)]


def _median_week(counts: Counts, end: date) -> float:
    """Of the four weeks before that day."""
    days = [[end - (7 * week + day) * DAY for day in range(1, 8)] for week in range(4)]
    return median(sum(counts.get(day, 0) for day in week) for week in days)
