"""Who may invite whom, for which services."""

from collections.abc import Collection

from forum.accounts.models import Member
from forum.accounts.standing import Role
from moderation.staff.models import Invitation

OF_MANAGERS = (Role.CITIZEN, Role.AGENT, Role.MODERATOR, Role.POLICY)
OF_ADMINISTRATORS = (*OF_MANAGERS, Role.MANAGER, Role.ADMIN)


def roles_to_give(by: Member) -> tuple[Role, ...]:
    """The roles this person may invite to; managers let nobody in who stands above them."""
    if by.works_as({Role.ADMIN}):
        return OF_ADMINISTRATORS
    return OF_MANAGERS if by.works_as({Role.MANAGER}) else ()


def may_invite(by: Member, role: str, services: Collection[int], *, own: Collection[int]) -> bool:
    """`own` are the services of whoever invites; a manager of some invites for these alone."""
    if role not in roles_to_give(by):
        return False
    if by.role == Role.ADMIN or not own or role == Role.CITIZEN:
        return True
    return bool(services) and set(services) <= set(own)


def may_change_staff(by: Member) -> bool:
    return by.works_as({Role.ADMIN})


def may_accept(member: Member, invitation: Invitation) -> bool:
    """Only whoever reads the mail at that address."""
    return member.email_key == invitation.email_key and member.is_verified
