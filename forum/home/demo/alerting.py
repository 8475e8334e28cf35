"""Three alerts of the demo borough: one on now, one planned, one that is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.accounts.models import Member
from forum.alerts import actions
from forum.alerts.actions import Draft
from forum.kernel.clock import at
from forum.kernel.written import write_up
from forum.services.queries import service_called

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Notice:
    """Moments are hours from now; `updates` and `ended` too."""

    service: str
    kind: str
    title: str
    words: str
    begins: int
    ends: int | None
    updates: tuple[tuple[int, str], ...] = ()
    ended: int | None = None


NOTICES = (
    Notice(
        "homes",
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
        "waste",
        "problem",
        "Bins on Heron Lane and Tanner’s Row will be emptied a day late",
        "A lorry broke down on Quarry Hill. **Leave your bins out**: a crew comes tomorrow, "
        "before noon.",
        begins=-6,
        ends=30,
        updates=((-2, "The crew is found. It starts at seven on Heron Lane."),),
    ),
    Notice(
        "streets",
        "planned",
        "Mill Lane is closed for new street lights",
        "We put up new lights between the bridge and the church. You can walk through; "
        "cars go by Fenside Road.",
        begins=5 * 24,
        ends=8 * 24,
    ),
)


def put_up(notices: tuple[Notice, ...], *, by: Member, today: datetime) -> None:
    """Each at its own moment, so that the pages read as if the town had been lived in."""
    for notice in notices:
        _put_up(notice, by=by, today=today)


def _put_up(notice: Notice, *, by: Member, today: datetime) -> None:
    written_at = min(today - HOUR, today + notice.begins * HOUR)
    with at(written_at):
        alert = actions.write_alert(_draft(notice, today), by=by)
        actions.publish_alert(alert, by=by)
    for hours, words in notice.updates:
        with at(today + hours * HOUR):
            actions.update_alert(alert, write_up(words), by=by, version=alert.version)
    if notice.ended is not None:
        with at(today + notice.ended * HOUR):
            actions.end_alert(alert, by=by)


def _draft(notice: Notice, today: datetime) -> Draft:
    return Draft(
        service_id=service_called(notice.service).id,
        kind=notice.kind,
        title=notice.title,
        body=write_up(notice.words),
        begins_at=today + notice.begins * HOUR,
        ends_at=None if notice.ends is None else today + notice.ends * HOUR,
    )
