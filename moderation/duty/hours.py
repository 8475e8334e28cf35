"""From shifts and opening hours to the stretches in which somebody is here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from forum.services.hours import Calendar
from forum.services.hours.timeline import in_utc, union

DAYS_AHEAD = 8
COVERS = 2
"""So many stretches with somebody here are kept: the one now and the next."""


@dataclass(frozen=True)
class Shift:
    """What `DutyShift` says, with how the person is shown; empty for those shown as the team."""

    member_id: int
    day: str
    begins: int
    ends: int
    shown: str = ""
    away_until: datetime | None = None


class Stretch(NamedTuple):
    """Somebody is here, from a moment to another."""

    begins: datetime
    ends: datetime
    shown: str


def stretches(shifts: Iterable[Shift], calendar: Calendar, *, since: datetime) -> list[Stretch]:
    """What is not over, in order: only while the service is open, and nobody while away."""
    first = since.astimezone(ZoneInfo(calendar.zone)).date()
    days = [first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    found = []
    for _member_id, theirs in groupby(sorted(shifts, key=_whose), key=_whose):
        own = list(theirs)
        spans = [span for day in days for span in _on_day(own, calendar, day)]
        found += [Stretch(*span, own[0].shown) for span in union(spans) if span[1] > since]
    return sorted(found)


def kept(found: Sequence[Stretch]) -> list[Stretch]:
    """Those of the next covers, and where the one after them begins, as a stretch of no length."""
    covers = union((one.begins, one.ends) for one in found)
    if len(covers) <= COVERS:
        return list(found)
    end = covers[COVERS][0]
    return [*(one for one in found if one.begins < end), Stretch(end, end, "")]


def _whose(shift: Shift) -> int:
    return shift.member_id


def _on_day(
    own: Sequence[Shift], calendar: Calendar, day: date
) -> Iterator[tuple[datetime, datetime]]:
    """A date that somebody named counts in the place of its weekday."""
    by_day = defaultdict(list)
    for shift in own:
        by_day[shift.day].append(shift)
    zone, frames = ZoneInfo(calendar.zone), calendar.frames_on(day)
    for shift in by_day.get(day.isoformat()) or by_day.get(str(day.weekday()), []):
        for opens, closes in frames:
            begins = _moment(day, max(opens, shift.begins), zone)
            ends = _moment(day, min(closes, shift.ends), zone)
            begins = max(begins, in_utc(shift.away_until)) if shift.away_until else begins
            if begins < ends:
                yield begins, ends


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """A minute of the day by the clock on the wall; 1440 is the next midnight."""
    days, minute = divmod(minutes, 1440)
    at = time(minute // 60, minute % 60)
    return in_utc(datetime.combine(day + timedelta(days=days), at, tzinfo=zone))
