"""Who may open which kind of page."""

from collections.abc import Callable
from typing import Any

from forum.accounts.standing import DESK_ROLES, MODERATING_ROLES, POLICY_ROLES, STAFF_ROLES, Role

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


def levels_that_need_sign_in() -> set[str]:
    """Levels for which a visitor is asked to sign in rather than turned away."""
    return set(ADMITS) - {"anyone"}


def may_change_role(by: Any, member: Any) -> bool:
    """Administrators may, and a command may; the departed are given no role."""
    return bool(member.is_active) and (by is None or _works_as(by, {Role.ADMIN}))


def _works_as(person: Any, roles: set[Role]) -> bool:
    """A role counts for nothing while its holder is suspended."""
    return person.role in roles and not person.is_suspended
