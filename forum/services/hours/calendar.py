"""When a service is open: its weekly hours, its time zone and the days it stays shut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from forum.kernel.languages import say

Frame = tuple[int, int]
MIDNIGHT = 24 * 60
UPSIDE_DOWN = "Closing time must be after opening time, on the same day."
OVERLAPPING = "Opening times of one day must be in order and must not overlap."
NO_LIST = "We have no list of public holidays for “{place}”."


@dataclass(frozen=True)
class Calendar:
    """The hours that count, by the clock on the wall of `zone`.

    `frames` maps a weekday (Monday is 0) to opening times in minutes after midnight, several a day.
    `closed` names single days; `holidays` is a country and subdivision whose public holidays close.
    """

    zone: str
    frames: Mapping[int, tuple[Frame, ...]]
    closed: Mapping[date, str] = field(default_factory=dict)
    holidays: tuple[str, str | None] | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        for frames in self.frames.values():
            _check_frames(frames)

    def closed_on(self, day: date) -> str | None:
        """The name of the holiday or closure on that day."""
        if day in self.closed or self.holidays is None:
            return self.closed.get(day)
        return public_holidays(*self.holidays, day.year).get(day)

    def frames_on(self, day: date) -> tuple[Frame, ...]:
        """The opening times of that day, none when it is closed."""
        frames = self.frames.get(day.weekday(), ())
        return () if not frames or self.closed_on(day) is not None else frames


def zone_named(name: str) -> ZoneInfo:
    """The time zone, or a ValueError that says which name is unknown."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValueError(f"We do not know a time zone called “{name}”.") from unknown


@lru_cache(maxsize=256)
def public_holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    """The named public holidays of one year.

    One finished year at a time: the library's own lazy object is filled while it is read, so two
    threads could miss a holiday.
    """
    from holidays import country_holidays

    try:
        return country_holidays(country, subdiv=subdivision, years=year, expand=False)
    except NotImplementedError as unknown:
        place = f"{country} {subdivision or ''}".strip()
        raise ValueError(say(NO_LIST).format(place=place)) from unknown


def _check_frames(frames: tuple[Frame, ...]) -> None:
    if any(not 0 <= opens < closes <= MIDNIGHT for opens, closes in frames):
        raise ValueError(say(UPSIDE_DOWN))
    if any(later[0] < earlier[1] for earlier, later in pairwise(frames)):
        raise ValueError(say(OVERLAPPING))


ALWAYS_OPEN = Calendar("UTC", {weekday: ((0, MIDNIGHT),) for weekday in range(7)})
