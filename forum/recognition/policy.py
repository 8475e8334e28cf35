"""Who thanks in the name of the place, who can be thanked so, and who can stand in the list."""

from forum.accounts.models import Member
from forum.reputation.policy import has_rungs


def may_thank(by: Member) -> bool:
    return by.works_here


def may_be_thanked(person: Member) -> bool:
    """Grown-up citizens who are here: staff have colleagues, and under 18 there is none of this."""
    return has_rungs(person)


def may_be_listed(member: Member) -> bool:
    return has_rungs(member) and not member.is_suspended
