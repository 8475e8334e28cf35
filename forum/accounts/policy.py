"""Who may open which kind of page."""

from collections.abc import Callable
from typing import Any

from forum.accounts.standing import DESK_ROLES, MODERATING_ROLES, POLICY_ROLES, STAFF_ROLES, Role

ADMITS: dict[str, Callable[[Any], bool]] = {
    "anyone": lambda person: True,
    "member": lambda person: person.is_authenticated,
    "staff": lambda person: person.role in STAFF_ROLES,
    "desk": lambda person: person.role in DESK_ROLES,
    "moderator": lambda person: person.role in MODERATING_ROLES,
    "policy": lambda person: person.role in POLICY_ROLES,
    "manager": lambda person: person.role in {Role.MANAGER, Role.ADMIN},
    "admin": lambda person: person.role == Role.ADMIN,
}


def admits(level: str, person: Any) -> bool:
    """Whether the current user may use a route of this access level."""
    return ADMITS[level](person)


def levels_that_need_sign_in() -> set[str]:
    """Levels for which a visitor is asked to sign in rather than turned away."""
    return set(ADMITS) - {"anyone"}


def may_change_role(by: Any, member: Any) -> bool:
    """Administrators may, and a command may; the departed are given no role."""
    return bool(member.is_active) and (by is None or by.role == Role.ADMIN)
