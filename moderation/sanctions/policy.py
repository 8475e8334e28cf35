"""Who may impose what on whom."""

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES, Role


def may_moderate(member: Member | None) -> bool:
    return member is not None and member.works_as(MODERATING_ROLES)


def may_sanction(by: Member, member: Member) -> bool:
    """Never oneself; staff are answerable to an administrator."""
    if not may_moderate(by) or by.id == member.id or not member.is_active:
        return False
    return not member.is_staff or by.works_as({Role.ADMIN})
