"""The services whose promises are counted in the tests, and moments in London."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from forum.services.hours import Calendar, Pause

LONDON = ZoneInfo("Europe/London")
OFFICE = Calendar("Europe/London", {day: ((540, 1020),) for day in range(5)})


def at(text: str) -> datetime:
    """A moment in London, such as 2026-03-06 16:30."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def wait(start: str, end: str) -> Pause:
    """A time in which the clock stood still."""
    return at(start), at(end)
