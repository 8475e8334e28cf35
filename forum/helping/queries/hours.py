"""Who of a group looks after its topic at which times of the week, and who is away."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.models import Member
from forum.helping.models import Adoption, HelpingHour
from forum.helping.queries.groups import Group
from forum.helping.wording import PARTS, WEEKDAYS
from forum.kernel.db import db
from forum.threads.briefs import today

Time = tuple[int, str]
TIMES: tuple[Time, ...] = tuple((day, part) for day in range(len(WEEKDAYS)) for part in PARTS)


@dataclass(frozen=True)
class Week:
    """Who is there at which time; `away` are those who are not, whatever their times say."""

    people: dict[Time, list[Member]]
    away: Sequence[Adoption]

    @property
    def empty(self) -> int:
        """How many of the 21 times of the week have nobody."""
        return sum(time not in self.people for time in TIMES)


def week_of(group: Group) -> Week:
    """Of those whose adoption does not rest."""
    day = today()
    away = [one for one in group.adoptions if one.away_until and one.away_until >= day]
    gone = {one.member_id for one in away}
    here = {one.member_id: one.member for one in group.adoptions if one.member_id not in gone}
    rows = select(HelpingHour).where(HelpingHour.topic_id == group.topic.id)
    people: dict[Time, list[Member]] = defaultdict(list)
    for hour in db.scalars(rows.order_by(HelpingHour.member_id)):
        if hour.member_id in here:
            people[hour.weekday, hour.part].append(here[hour.member_id])
    return Week(dict(people), away)


def hours_of(topic_id: int, member_id: int) -> list[Time]:
    mine = (HelpingHour.topic_id == topic_id) & (HelpingHour.member_id == member_id)
    rows = select(HelpingHour.weekday, HelpingHour.part).where(mine)
    return [(weekday, part) for weekday, part in db.execute(rows)]
