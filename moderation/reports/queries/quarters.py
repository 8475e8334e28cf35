"""The quarters of a year that are over, as the clocks of the place count them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from forum.kernel.clock import now
from forum.kernel.site import site

MOST = 8


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months. Years and months are those of the place; moments know their zone."""

    year: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        day = self.first_day
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(site().zone))

    @property
    def ends(self) -> datetime:
        """The first moment of the next one."""
        return self.next.begins

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def quarter_of(moment: datetime) -> Quarter:
    here = moment.astimezone(ZoneInfo(site().zone))
    return Quarter(here.year, (here.month + 2) // 3)


def finished_quarters(since: datetime) -> list[Quarter]:
    """From that moment's on, at most the last eight. What still runs is left out: from figures
    that grow day by day one could read what a single person did.
    """
    first = quarter_of(since)
    found: list[Quarter] = []
    quarter = quarter_of(now()).before
    while quarter >= first and len(found) < MOST:
        found.append(quarter)
        quarter = quarter.before
    return found[::-1]
