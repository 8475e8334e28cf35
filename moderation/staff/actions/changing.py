"""Roles, teams and services of the people who work here: each deed kept, with its reason."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from forum.accounts import actions as accounts
from forum.accounts import second_steps
from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_missing
from forum.kernel.errors import Conflict, Refused
from moderation.settings.changes import is_back
from moderation.staff.models import StaffChange, StaffService
from moderation.staff.policy import may_change_staff
from moderation.staff.queries import facts_of, version_of

ONLY_ADMINISTRATORS = "Only an administrator can change what a member of staff may do."
CHANGED_MEANWHILE = "Somebody changed this after you opened it. Open it again and look."
LEFT_SINCE = "Whoever has left is invited again, so that they know of it."
NO_CITIZENS = "Somebody who no longer works here leaves: use the button for it."


def change_person(
    member: Member, facts: Mapping[str, Any], *, by: Member, reason: str, version: int
) -> None:
    """Another role, team or other services. Raises Conflict when somebody else was faster."""
    _check(by)
    before, after = differences(facts_of(member), facts)
    if not after:
        return
    if version_of(member.id) != version:
        raise Conflict(CHANGED_MEANWHILE)
    if after.get("role") == Role.CITIZEN:
        raise Refused(NO_CITIZENS)

    _set(member, after, by)
    _note("staff changed", member, before, after, by=by, reason=reason)


def undo(change: StaffChange, member: Member, *, by: Member) -> None:
    """Put back what was before, unless it was changed again since. Twice is harmless."""
    _check(by)
    if member.role == Role.CITIZEN:
        raise Refused(LEFT_SINCE)
    if is_back(change, facts_of(member)):
        return
    _set(member, change.before, by)
    after, before = change.before, change.after
    _note("staff change undone", member, before, after, by=by, undoes=change.id)


def let_go(member: Member, *, by: Member, reason: str) -> None:
    """End every right of somebody who leaves, in every browser and program, at once."""
    _check(by)
    if member.role == Role.CITIZEN:
        return
    before, after = differences(facts_of(member), {"role": Role.CITIZEN.value, "services": []})

    accounts.leave(member, by=by)
    db.execute(delete(StaffService).where(StaffService.member_id == member.id))
    _note("staff left", member, before, after, by=by, reason=reason)


def take_second_step_off(member: Member, *, by: Member) -> None:
    """For a lost phone: the person sets up another one at the next sign-in."""
    _check(by)
    second_steps.take_off(member, by=by)


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _check(by: Member) -> None:
    if not may_change_staff(by):
        raise Refused(ONLY_ADMINISTRATORS)


def _set(member: Member, facts: Mapping[str, Any], by: Member) -> None:
    if "role" in facts:
        accounts.change_role(member, Role(facts["role"]), by=by)
    if "team" in facts:
        member.team = facts["team"] or None
    if "services" in facts:
        db.execute(delete(StaffService).where(StaffService.member_id == member.id))
        rows = [{"member_id": member.id, "service_id": service} for service in facts["services"]]
        insert_missing(StaffService, rows)


def _note(
    deed: str,
    member: Member,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: Member,
    reason: str = "",
    undoes: int | None = None,
) -> None:
    """The change with both its sides, and its line in the audit log."""
    change = StaffChange(member_id=member.id, actor_id=by.id, reason=reason, undoes_id=undoes)
    change.before, change.after, change.made_at = dict(before), dict(after), now()
    db.add(change)
    db.flush()
    audit.record(deed, by=by.id, person_id=member.id, reason=f"change {change.id}")
