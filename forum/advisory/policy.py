"""Who may be in the group, and who calls its meetings."""

from forum.accounts.models import Member
from forum.accounts.standing import POLICY_ROLES, Privilege


def may_advise(member: Member | None) -> bool:
    """Advocates; nobody under 18, and nobody who works here."""
    if member is None or member.is_under_18 or member.is_staff:
        return False
    return member.may(Privilege.ADVISE)


def may_lead(member: Member | None) -> bool:
    """Call a meeting, decide about its agenda, publish what came of it."""
    return member is not None and member.works_as(POLICY_ROLES)
