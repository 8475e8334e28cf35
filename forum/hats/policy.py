"""Who decides about hats, who can be given one, and who can say something for one now."""

from forum.accounts.models import Member
from forum.accounts.policy import admits
from forum.accounts.standing import STAFF_ROLES
from forum.hats.kinds import Kind


def may_decide(member: Member) -> bool:
    return admits("manager", member)


def fits(member: Member, kind: str) -> bool:
    """A staff hat is for people who work here, a partner's for those who do not; under 18 there
    is neither.
    """
    is_here = member.is_active and member.is_verified and not member.is_under_18
    return is_here and (member.role in STAFF_ROLES) == (kind == Kind.STAFF)


def may_speak_for(member: Member, kind: str) -> bool:
    """A suspended person speaks for nobody, nor does staff whose second step is still to do."""
    return fits(member, kind) and not member.is_suspended and not member.acts_as_citizen
