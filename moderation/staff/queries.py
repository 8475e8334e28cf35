"""Who works here, who is invited, and what was changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from forum.accounts.models import Member, SecondStep, SignIn
from forum.accounts.queries import member_with_id
from forum.accounts.standing import STAFF_ROLES, Role
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, page_of, position
from forum.services.models import Service
from moderation.staff.models import Invitation, StaffChange, StaffService, StaffStart

SIZE = 50
MOST = 100
NOBODY = "We cannot find this person among those who work here."


def people(after: str | None = None) -> Page[Any]:
    """Everybody who works here by name: role, team, last sign-in, and whether a phone is set up."""
    last = select(func.max(SignIn.began_at)).where(SignIn.member_id == Member.id)
    phone = exists().where(SecondStep.member_id == Member.id)
    columns = (Member.id, Member.name, Member.name_key, Member.role, Member.team)
    rows = select(
        *columns,
        Member.suspended_until,
        last.scalar_subquery().label("last_sign_in"),
        phone.label("has_second_step"),
    ).where(Member.role.in_(STAFF_ROLES), Member.erased_at.is_(None))
    if where := position(after, str, int):
        name_key, id_ = where
        later = (Member.name_key > name_key) | (
            (Member.name_key == name_key) & (Member.id > min(id_, LARGEST))
        )
        rows = rows.where(later)
    found: Sequence[Any] = db.execute(
        rows.order_by(Member.name_key, Member.id).limit(SIZE + 1)
    ).all()
    return page_of(found, SIZE, lambda row: (row.name_key, row.id))


def services_by_member(member_ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the services each of them works for."""
    rows = (
        select(StaffService.member_id, Service.name)
        .join(Service)
        .where(StaffService.member_id.in_(member_ids))
        .order_by(Service.name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.execute(rows):
        found[row.member_id].append(row.name)
    return found


def services_of(member: Member) -> list[int]:
    """The ids of the services somebody works for, none for all."""
    mine = select(StaffService.service_id).where(StaffService.member_id == member.id)
    return list(db.scalars(mine.order_by(StaffService.service_id)))


def is_under_review(member_id: int) -> bool:
    """Whether a colleague still looks at what they answer."""
    theirs = StaffStart.member_id == member_id
    return db.scalar(select(StaffStart.answers_left).where(theirs)) not in (None, 0)


def has_left_since(member: Member, moment: datetime) -> bool:
    """Whether every right of this person was ended after that, on a page or by a command."""
    left = exists().where(
        AuditEntry.person_id == member.id, AuditEntry.deed == "left", AuditEntry.done_at > moment
    )
    return bool(db.scalar(select(left)))


def facts_of(member: Member) -> dict[str, Any]:
    return {"role": member.role, "team": member.team or "", "services": services_of(member)}


def person_of_staff(member_id: int) -> Member:
    """Raises Missing for citizens too: their pages are elsewhere."""
    member = member_with_id(min(member_id, LARGEST))
    if member is None or member.role == Role.CITIZEN:
        raise Missing(NOBODY)
    return member


def open_invitations() -> Sequence[Invitation]:
    """Those that nobody has accepted, the newest first; some may be too old."""
    waiting = select(Invitation).where(
        Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    rows = waiting.options(selectinload(Invitation.services))
    return db.scalars(rows.order_by(Invitation.id.desc()).limit(MOST)).all()


def open_invitation_of(email_key: str) -> Invitation | None:
    waiting = select(Invitation).where(
        Invitation.email_key == email_key,
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
    )
    return db.scalar(waiting)


def invitation_numbered(invitation_id: int) -> Invitation:
    """Locked until the end of the transaction."""
    number = min(invitation_id, LARGEST)
    found = db.get(Invitation, number, with_for_update=True, populate_existing=True)
    if found is None:
        raise Missing("We cannot find this invitation.")
    return found


def history_of(member_id: int) -> Sequence[StaffChange]:
    """The newest changes of role, team and services of somebody."""
    rows = select(StaffChange).where(StaffChange.member_id == member_id)
    people = joinedload(StaffChange.actor).lazyload("*")
    return db.scalars(rows.options(people).order_by(StaffChange.id.desc()).limit(MOST)).all()


def change_numbered(change_id: int, member_id: int) -> StaffChange:
    """Raises Missing when it is none of this person."""
    change = db.get(StaffChange, min(change_id, LARGEST))
    if change is None or change.member_id != member_id:
        raise Missing("We cannot find this change.")
    return change


def version_of(member_id: int) -> int:
    """The number of the last change, 0 before the first one."""
    mine = select(func.max(StaffChange.id)).where(StaffChange.member_id == member_id)
    return db.scalar(mine) or 0
