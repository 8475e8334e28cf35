"""Sub-tasks that wait, those of one ticket, and who may be given one."""

from collections.abc import Sequence

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, STAFF_ROLES
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, moment, page_of, position
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.queries import read_by
from moderation.staff.models import StaffService
from moderation.staff.queries import services_of
from moderation.subtasks import policy
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import State

SIZE = 40
GONE = "We cannot find this sub-task, or it is not one of your department."


def visible_subtask(subtask_id: int, *, to: Member, lock: bool = False) -> Subtask:
    """Raises Missing when there is none for this member. `lock` holds the row; its ticket is to
    be held before.
    """
    rows = select(Subtask).where(Subtask.id == min(subtask_id, LARGEST))
    rows = rows.with_for_update() if lock else rows.options(joinedload(Subtask.service))
    subtask = db.scalar(rows.execution_options(populate_existing=True))
    if subtask is None or not policy.may_see(to, subtask, services_of(to)):
        raise Missing(GONE)
    return subtask


def waiting(member: Member, *, cursor: str | None = None) -> Page[Subtask]:
    """Open ones of one's departments, for the desk of all; what is due first stands first."""
    parts = (joinedload(Subtask.service), joinedload(Subtask.assignee))
    rows = select(Subtask).where(Subtask.state == State.OPEN).options(*parts)
    services = services_of(member)
    mine = or_(Subtask.service_id.in_(services), Subtask.assignee_id == member.id)
    if services or not works_at_desk(member):
        rows = rows.where(mine)
    else:
        rows = rows.join(Ticket, Ticket.id == Subtask.ticket_id).where(or_(mine, read_by(member)))
    if after := position(cursor, str, int):
        rows = rows.where(tuple_(Subtask.due_at, Subtask.id) > (moment(after[0]), after[1]))
    found = db.scalars(rows.order_by(Subtask.due_at, Subtask.id).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda one: [one.due_at.isoformat(), one.id])


def subtasks_of(ticket_ids: Sequence[int]) -> dict[int, list[Subtask]]:
    """Ticket -> what was asked for it, in order; one query."""
    parts = (joinedload(Subtask.service), joinedload(Subtask.assignee))
    rows = select(Subtask).where(Subtask.ticket_id.in_(ticket_ids)).options(*parts)
    found: dict[int, list[Subtask]] = {}
    for one in db.scalars(rows.order_by(Subtask.id)):
        found.setdefault(one.ticket_id, []).append(one)
    return found


def open_of(ticket_id: int) -> Sequence[Subtask]:
    rows = select(Subtask).where(Subtask.ticket_id == ticket_id, Subtask.state == State.OPEN)
    return db.scalars(rows.order_by(Subtask.id).with_for_update()).all()


def asked_with(nonce: str) -> Subtask | None:
    return db.scalar(select(Subtask).where(Subtask.nonce == nonce))


def works_for(member_id: int, service_id: int) -> bool:
    """Whether somebody may be given what this department is asked: one of it, or of the desk."""
    member = db.get(Member, member_id)
    if member is None or not member.works_as(STAFF_ROLES):
        return False
    return member.role in DESK_ROLES or db.get(StaffService, (member_id, service_id)) is not None


def people() -> Sequence[Member]:
    """Staff who can be given a sub-task."""
    rows = select(Member).where(Member.role.in_(STAFF_ROLES))
    return db.scalars(rows.order_by(Member.name_key, Member.id)).all()
