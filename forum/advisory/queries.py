"""Questions asked of the advisory group; none of them changes anything."""

from collections.abc import Sequence

from sqlalchemy import func, select, tuple_

from forum.accounts.models import Member
from forum.advisory import policy
from forum.advisory.models import Adviser, AgendaItem, Meeting
from forum.advisory.states import State
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, moment, page_of, position

SIZE = 20
NO_MEETING = "We cannot find this meeting."
NO_ITEM = "We cannot find this item of an agenda."
FOR_EVERYBODY = (State.ON_AGENDA, State.DEALT_WITH)


def is_adviser(member: Member | None) -> bool:
    """Whether they said yes, and still may."""
    return member is not None and policy.may_advise(member) and _has_joined(member.id)


def count_advisers() -> int:
    rows = select(func.count()).select_from(Adviser).where(Adviser.ended_at.is_(None))
    return db.scalar(rows) or 0


def meeting_numbered(meeting_id: int, *, lock: bool = False) -> Meeting:
    """Every meeting is public. Raises Missing."""
    rows = select(Meeting).where(Meeting.id == min(meeting_id, LARGEST))
    rows = rows.with_for_update() if lock else rows
    if meeting := db.scalar(rows.execution_options(populate_existing=True)):
        return meeting
    raise Missing(NO_MEETING)


def item_numbered(item_id: int, *, to: Member | None, lock: bool = False) -> AgendaItem:
    """What is only proposed, or was not taken, is for the group and for staff. Raises Missing."""
    rows = select(AgendaItem).where(AgendaItem.id == min(item_id, LARGEST))
    rows = rows.with_for_update() if lock else rows
    item = db.scalar(rows.execution_options(populate_existing=True))
    if item is None or not (item.state in FOR_EVERYBODY or _reads_all(to)):
        raise Missing(NO_ITEM)
    return item


def items_of(meeting_id: int, *, to: Member | None) -> Sequence[AgendaItem]:
    """In the order in which they were proposed, whoever proposed them."""
    rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    if not _reads_all(to):
        rows = rows.where(AgendaItem.state.in_(FOR_EVERYBODY))
    return db.scalars(rows.order_by(AgendaItem.id)).all()


def meetings_to_come() -> Sequence[Meeting]:
    rows = select(Meeting).where(Meeting.meets_at > now())
    return db.scalars(rows.order_by(Meeting.meets_at, Meeting.id).limit(SIZE)).all()


def past_meetings(*, cursor: str | None = None, size: int = SIZE) -> Page[Meeting]:
    """The last one first."""
    rows = select(Meeting).where(Meeting.meets_at <= now())
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(Meeting.meets_at, Meeting.id) < (moment(place[0]), place[1]))
    rows = rows.order_by(Meeting.meets_at.desc(), Meeting.id.desc()).limit(size + 1)
    return page_of(db.scalars(rows).all(), size, lambda one: (one.meets_at.isoformat(), one.id))


def _reads_all(member: Member | None) -> bool:
    return policy.may_lead(member) or is_adviser(member)


def _has_joined(member_id: int) -> bool:
    rows = select(Adviser.id).where(Adviser.member_id == member_id, Adviser.ended_at.is_(None))
    return db.scalar(rows) is not None
