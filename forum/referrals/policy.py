"""Who may invite people, and of whom it is written down that they came."""

from forum.accounts.models import Member
from forum.reputation.policy import has_rungs


def may_have_link(member: Member) -> bool:
    """Grown-up citizens who are here and whose account is neither paused nor limited."""
    return has_rungs(member) and not member.is_suspended and not member.is_limited


def may_be_counted(member: Member) -> bool:
    """Nothing of this is about people under 18."""
    return has_rungs(member)
