"""The past of a demo town: written down in any order, lived through in the order of its moments."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from forum.kernel import relay
from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.kernel.events import Origin, PublishedEvent, acting_through
from forum.kernel.house import house

Deed = Callable[[], object]
UP_AT = 8
ASLEEP_UNTIL = 7
FRIDAY = 4


class Diary:
    """Rooms write deeds with their moments; `today` is when the town first starts.

    What would lie after today is left out: whoever depends on it lies later still.
    """

    def __init__(self, today: datetime, *, zone: str = "Europe/London") -> None:
        self.today = today
        self.zone = ZoneInfo(zone)
        self._entries: list[tuple[datetime, Deed]] = []

    def when(self, said: str) -> datetime:
        """`21 19:40` is that time of day 21 days ago, `21w 19:40` the same on the last weekday
        before; `7h` is seven hours ago. In UTC.
        """
        if said.endswith("h"):
            return self.today - timedelta(hours=float(said[:-1]))
        days, clock = said.split()
        date = self.today.astimezone(self.zone).date() - timedelta(days=int(days.rstrip("w")))
        if days.endswith("w"):
            date -= timedelta(days=max(0, date.weekday() - FRIDAY))
        local = datetime.combine(date, time.fromisoformat(clock), self.zone)
        return local.astimezone(self.today.tzinfo)

    def awake(self, moment: datetime) -> datetime:
        """The same moment, or early in the morning when it lies in the night; order is kept."""
        local = moment.astimezone(self.zone)
        minutes = local.hour * 60 + local.minute
        if moment > self.today or minutes >= UP_AT * 60:
            return moment
        left = UP_AT * 60 - minutes
        wait = left * ASLEEP_UNTIL / UP_AT
        return min(self.today, moment + timedelta(minutes=wait))

    def write(self, moment: datetime, deed: Deed) -> datetime:
        """Note it, and say when it is."""
        self._entries.append((moment, deed))
        return moment

    def live(self) -> None:
        """Each deed at its moment; what follows from it follows at that moment too."""
        for moment, deed in sorted(self._entries, key=lambda entry: entry[0]):
            if moment > self.today:
                return
            with at(moment):
                deed()
                relay.deliver_here(Origin.DEMO)


def tell_demo() -> None:
    """All that the rooms have written for the demo, in one transaction and only once."""
    with writing(), acting_through("web", origin=Origin.DEMO):
        was_told = select(PublishedEvent.id).where(PublishedEvent.origin == Origin.DEMO)
        if db.scalar(was_told.limit(1)):
            return
        diary = Diary(now())
        for write in house().demo:
            write(diary)
        diary.live()
