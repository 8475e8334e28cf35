"""Who decides about a rung, and whom it can be decided about."""

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES, Role, Rung
from forum.reputation.ladder import Record, Rules

RULING_ROLES = {Role.MANAGER, Role.ADMIN}
CONFIRMED = "confirmed_by_staff"


def may_decide(by: Member, member: Member) -> bool:
    """Moderators, about grown-up citizens who are here; nobody about themselves."""
    return by.works_as(MODERATING_ROLES) and by.id != member.id and has_rungs(member)


def may_rule(by: Member) -> bool:
    """Who changes the rules for everybody."""
    return by.works_as(RULING_ROLES)


def has_rungs(member: Member) -> bool:
    """Staff have a role instead, and people under 18 have nothing to climb."""
    is_here = member.is_active and member.is_verified
    return is_here and member.role == Role.CITIZEN and not member.is_under_18


def may_be_asked(member: Member, record: Record, rules: Rules) -> bool:
    """Everything that makes an Advocate is there, but that somebody has asked."""
    asked = rules.asked_for(Rung.ADVOCATE, record)
    numbers = all(one.is_met for one in asked if one.name != CONFIRMED)
    return member.rung == Rung.FOLLOWER and numbers
