"""Who may give points back."""

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES


def may_undo(member: Member, concerned: set[int]) -> bool:
    """Moderators, unless they are among the people concerned."""
    return member.works_as(MODERATING_ROLES) and member.id not in concerned
