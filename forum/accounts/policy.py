"""Who may open which kind of page."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, MODERATING_ROLES, POLICY_ROLES, STAFF_ROLES, Role
from forum.kernel.clock import now
from forum.kernel.db import Moment
from forum.kernel.errors import Refused, SecondStepFirst, SignInFirst

ADMITS: dict[str, Callable[[Any], bool]] = {
    "anyone": lambda person: True,
    "member": lambda person: person.is_authenticated,
    "staff": lambda person: _works_as(person, STAFF_ROLES),
    "desk": lambda person: _works_as(person, DESK_ROLES),
    "moderator": lambda person: _works_as(person, MODERATING_ROLES),
    "policy": lambda person: _works_as(person, POLICY_ROLES),
    "manager": lambda person: _works_as(person, {Role.MANAGER, Role.ADMIN}),
    "admin": lambda person: _works_as(person, {Role.ADMIN}),
}


def admits(level: str, person: Any) -> bool:
    """Whether the current user may use a route of this access level."""
    return ADMITS[level](person)


def step_before(level: str, person: Any) -> Refused | None:
    """What this person can do to get in here: sign in, or set up the second step; else None."""
    if not person.is_authenticated:
        return SignInFirst()
    if person.acts_as_citizen and person.role in STAFF_ROLES:
        return SecondStepFirst()
    return None


def people_in_public() -> ColumnElement[bool]:
    """Who may be shown to others: nobody under 18, suspended, gone or brought along from elsewhere.

    What is now is asked each time the condition is used.
    """
    moment = bindparam(None, callable_=now, type_=Moment())
    return (
        Member.verified_at.is_not(None)
        & Member.erased_at.is_(None)
        & ~Member.is_imported
        & ~Member.is_under_18
        & or_(Member.suspended_until.is_(None), Member.suspended_until <= moment)
    )


def people_to_name() -> ColumnElement[bool]:
    """Who may be called by name in a text. Staff are not: their whole name is shown to nobody."""
    return people_in_public() & (Member.role == Role.CITIZEN)


def may_change_role(by: Any, member: Any) -> bool:
    """Administrators may, and a command may; the departed are given no role."""
    return bool(member.is_active) and (by is None or _works_as(by, {Role.ADMIN}))


def _works_as(person: Any, roles: set[Role]) -> bool:
    """A role counts for nothing while its holder is suspended, or has a step still to do."""
    return bool(person.works_as(roles))
