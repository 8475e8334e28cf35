"""Who may bring in an archive."""

from forum.accounts.models import Member
from forum.accounts.standing import Role


def may_bring_in(member: Member) -> bool:
    """Administrators: what came along cannot be taken away again."""
    return bool(member.works_here) and member.role == Role.ADMIN
