"""The alerts of the demo borough: on now, planned, over, and one that is still a draft."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from forum.alerts import actions
from forum.alerts.actions import Draft
from forum.alerts.models import Alert
from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.queries import service_called
from forum.topics.queries import topic_called

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Notice:
    """Moments are hours from now; `updates` and `ended` too. `by` is who writes it. Without a topic
    it is about the whole service.
    """

    service: str
    by: str
    kind: str
    title: str
    words: str
    begins: int
    ends: int | None
    updates: tuple[tuple[int, str], ...] = ()
    ended: int | None = None
    is_draft: bool = False
    topic: str = ""


NOTICES = (
    Notice(
        "council-tax",
        "Sunita Rao",
        "problem",
        "Council Tax payments by phone did not go through",
        "From nine in the morning the phone line for payments cut off at the last step. "
        "Nobody was charged twice.",
        begins=-80,
        ends=None,
        updates=((-77, "The supplier has found the fault. Pay online until it is mended."),),
        ended=-72,
    ),
    Notice(
        "libraries",
        "Mara Stone",
        "planned",
        "Ashmere Pool was closed for new changing rooms",
        "The pool shut for two weeks. Courses moved to the pool of the upper school, and "
        "memberships were made longer by as many days.",
        begins=-40 * 24,
        ends=-26 * 24,
        updates=((-28 * 24, "We are two days ahead. The café opens first."),),
    ),
    Notice(
        "waste",
        "Wanda Brook",
        "problem",
        "Bins on Heron Lane and Tanner’s Row will be emptied a day late",
        "A lorry broke down on Quarry Hill. **Leave your bins out**: a crew comes tomorrow, "
        "before noon.",
        begins=-6,
        ends=30,
        updates=((-2, "The crew is found. It starts at seven on Heron Lane."),),
        topic="bins",
    ),
    Notice(
        "housing",
        "Hamish Orr",
        "problem",
        "No hot water in Tannery Court, flats 1 to 24",
        "A pump failed in the boiler house. The part is ordered and an engineer is on site. "
        "The showers of the community shop on Mill Street are open until ten in the evening, "
        "free for you.\n\nIf you have a baby or are ill, call 01632 960145 and we bring heaters.",
        begins=-20,
        ends=None,
        updates=((-4, "The pump is in. The water gets warm floor by floor, the top ones last."),),
    ),
    Notice(
        "streets",
        "Mara Stone",
        "planned",
        "Mill Lane is closed for new street lights",
        "We put up new lights between the bridge and the church. You can walk through; "
        "cars go by Fenside Road. The 14 stops at the chapel instead.",
        begins=5 * 24,
        ends=8 * 24,
    ),
    Notice(
        "parking",
        "Dev Patel",
        "planned",
        "Permits cannot be renewed online on Saturday night",
        "We move the permit pages to another computer between ten in the evening and four in the "
        "morning. If yours runs out that night, nobody will fine you before Tuesday.",
        begins=9 * 24,
        ends=9 * 24 + 6,
    ),
    Notice(
        "care",
        "Nell Dacre",
        "planned",
        "The day centre at Millbrook House is painted",
        "Two rooms at a time. Lunch and the minibus go on as always.",
        begins=14 * 24,
        ends=18 * 24,
        is_draft=True,
    ),
)


class _Sign:
    """One alert; it is there once its moment has come."""

    alert: Alert

    def __init__(self, notice: Notice, diary: Diary) -> None:
        self.notice, self.today = notice, diary.today

    def put_up(self) -> None:
        by = member_called(self.notice.by)
        self.alert = actions.write_alert(self._draft(), by=by)
        if not self.notice.is_draft:
            actions.publish_alert(self.alert, by=by)

    def add(self, words: str) -> None:
        by, version = member_called(self.notice.by), self.alert.version
        actions.update_alert(self.alert, write_up(words), by=by, version=version)

    def end(self) -> None:
        actions.end_alert(self.alert, by=member_called(self.notice.by))

    def _draft(self) -> Draft:
        notice = self.notice
        topic = topic_called(notice.topic) if notice.topic else None
        return Draft(
            service_id=service_called(notice.service).id,
            kind=notice.kind,
            title=notice.title,
            body=write_up(notice.words),
            begins_at=self.today + notice.begins * HOUR,
            ends_at=None if notice.ends is None else self.today + notice.ends * HOUR,
            topic_id=topic.id if topic else None,
        )


def put_up(notices: tuple[Notice, ...], diary: Diary) -> None:
    """Each at its own moment; what is planned was written yesterday, or three days before."""
    for notice in notices:
        sign = _Sign(notice, diary)
        is_planned = notice.kind == "planned"
        written = min(-25, notice.begins - 72) if is_planned else notice.begins
        diary.write(diary.today + written * HOUR, sign.put_up)
        for hours, words in notice.updates:
            diary.write(diary.today + hours * HOUR, partial(sign.add, words))
        if notice.ended is not None:
            diary.write(diary.today + notice.ended * HOUR, sign.end)
