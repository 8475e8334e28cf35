"""Who may send pictures, and who may see one."""

from forum.accounts.models import Member
from forum.accounts.standing import Privilege


def may_send(member: Member) -> bool:
    """Whoever may ask may show what is wrong."""
    return member.may(Privilege.ASK)
