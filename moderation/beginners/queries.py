"""Who is new at the desk and how far they are, and which answers wait for a colleague."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.home.wording import row_of
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.site import SiteSetting
from moderation.beginners.models import FirstAnswer, StartItem
from moderation.beginners.wording import FIRST_ANSWERS, POLICY, TOUR, WAITS
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket, read_by
from moderation.staff.models import StaffStart

MOST = 100
NOT_NEW = "This is for somebody who is new at the desk."
GONE = "We cannot find this answer. It may have been sent already."


@dataclass(frozen=True)
class Progress:
    """How far somebody is. `policy` is the version of the house rules they read, if any."""

    member_id: int
    name: str
    answers_left: int
    policy: int | None
    looked_at: frozenset[str]

    @property
    def answers(self) -> int:
        return FIRST_ANSWERS - self.answers_left

    @property
    def done(self) -> int:
        return self.answers + len(self.looked_at & TOUR.keys()) + (self.policy is not None)

    @property
    def whole(self) -> int:
        return FIRST_ANSWERS + len(TOUR) + 1


def beginners() -> list[Progress]:
    """Everybody at the desk with a start list, the newest first; two queries."""
    rows = select(StaffStart, Member.name).join(Member, Member.id == StaffStart.member_id)
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None))
    rows = rows.order_by(StaffStart.begun_at.desc(), Member.id).limit(MOST)
    found = [(start, name) for start, name in db.execute(rows)]
    items = defaultdict(set)
    ids = [start.member_id for start, _name in found]
    for item in db.scalars(select(StartItem).where(StartItem.member_id.in_(ids))):
        items[item.member_id].add(item.item)
    return [
        Progress(
            start.member_id,
            name,
            start.answers_left,
            start.policy_version,
            frozenset(items[start.member_id]),
        )
        for start, name in found
    ]


def could_begin() -> list[tuple[int, str]]:
    """Those at the desk without a start list."""
    known = select(StaffStart.member_id)
    rows = select(Member.id, Member.name).where(Member.role.in_(DESK_ROLES))
    rows = rows.where(Member.erased_at.is_(None), Member.id.not_in(known))
    return [(id_, name) for id_, name in db.execute(rows.order_by(Member.name, Member.id))]


def locked_start(member_id: int) -> StaffStart:
    """Raises Missing for somebody who is not new."""
    number = min(member_id, LARGEST)
    if start := db.get(StaffStart, number, with_for_update=True, populate_existing=True):
        return start
    raise Missing(NOT_NEW)


def policy_version() -> int | None:
    """Of the house rules; None while nobody has written any."""
    return db.scalar(select(SiteSetting.version).where(SiteSetting.name == row_of(POLICY)))


def waiting_answers(*, to: Member) -> Sequence[FirstAnswer]:
    """What waits for a colleague, the oldest first."""
    rows = _whole().join(Ticket, Ticket.id == FirstAnswer.ticket_id).where(read_by(to))
    rows = rows.where(FirstAnswer.state == WAITS)
    return db.scalars(rows.order_by(FirstAnswer.id).limit(MOST)).all()


def answers_on(ticket_id: int) -> Sequence[FirstAnswer]:
    """The newest of a ticket, last of all the one that waits."""
    rows = _whole().where(FirstAnswer.ticket_id == ticket_id).order_by(FirstAnswer.id.desc())
    return db.scalars(rows.limit(3)).all()[::-1]


def proposed_with(nonce: str | None) -> FirstAnswer | None:
    """What was written already with this showing of the form."""
    return db.scalar(select(FirstAnswer).where(FirstAnswer.nonce == nonce)) if nonce else None


def locked_answer(first_answer_id: int, *, to: Member) -> FirstAnswer:
    """With its ticket held first. Raises Missing also for a ticket this reader may not see."""
    number = min(first_answer_id, LARGEST)
    rows = select(FirstAnswer.ticket_id).join(Ticket, Ticket.id == FirstAnswer.ticket_id)
    ticket_id = db.scalar(rows.where(FirstAnswer.id == number, read_by(to)))
    if ticket_id is None:
        raise Missing(GONE)
    locked_ticket(ticket_id)
    return db.get_one(FirstAnswer, number, with_for_update=True, populate_existing=True)


def _whole() -> Select[FirstAnswer]:
    people = joinedload(FirstAnswer.author).lazyload("*")
    return select(FirstAnswer).options(
        people, joinedload(FirstAnswer.ticket), joinedload(FirstAnswer.points_to)
    )
