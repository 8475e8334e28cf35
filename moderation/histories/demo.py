"""What the borough’s former desks closed: so the demo town knows how long things take."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from forum.kernel.diary import Diary
from forum.services.demo import after_working
from moderation.histories import queries
from moderation.histories.actions import write_down
from moderation.histories.reading import Closed

HOUR = 60
TOOK = (3, 30, 7, 12, 2, 22, 9, 45, 5, 16, 11, 27)
"""Hours of opening, one after the other, shifted for each service."""


@dataclass(frozen=True)
class Log:
    """A list that a desk kept: so many entries of each service, `apart` hours from each other; it
    ended so many days ago.
    """

    name: str
    ended: int
    each: int
    apart: int
    services: tuple[str, ...]


KINDS = {
    "parking": ("Permit not printed", "Car park machine"),
    "streets": ("Street light", "Hole in the road"),
    "waste": ("Missed bin", "Bulky collection"),
    "council-tax": ("Discount", "Direct debit"),
    "housing": ("Repair", "Heating"),
    "schools": ("Bus pass", "School meals"),
    "libraries": ("Lost card", "Playground"),
    "care": ("Grab rail", "Alarm"),
}
LOGS = (
    Log("Log of the old desk", ended=95, each=11, apart=500, services=tuple(KINDS)),
    Log("Log of the phone line", ended=2, each=36, apart=56, services=("housing", "waste")),
)
LONGEST = timedelta(days=8)
"""The last of a list began so long before its end."""


def load(diary: Diary) -> None:
    """Each list is brought along when its desk closed."""
    for log in LOGS:
        ended = diary.today - timedelta(days=log.ended)
        diary.write(ended, partial(_bring, log, ended))


def _bring(log: Log, ended: datetime) -> None:
    services = queries.services_by_slug()
    write_down(list(_entries(log, ended)), archive=log.name, services=services, otherwise=None)


def _entries(log: Log, ended: datetime) -> Iterator[Closed]:
    for place, slug in enumerate(log.services):
        for number in range(log.each):
            hours = TOOK[(place + number) % len(TOOK)]
            what = KINDS[slug][number % len(KINDS[slug])]
            opened = ended - LONGEST - timedelta(hours=log.apart * number + 5 * place)
            closed = after_working(opened, hours * HOUR)
            key = f"{slug}-{number}"
            yield Closed(key, key, what, what, slug, opened, closed)
