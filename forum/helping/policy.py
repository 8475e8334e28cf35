"""Who may look after a topic, and who chooses and reads along. One question a function."""

from forum.accounts.models import Member
from forum.accounts.standing import MODERATING_ROLES, Privilege, Role


def may_help(member: Member | None) -> bool:
    """Whoever may adopt a topic, is of age, and does not work here: staff are its coaches."""
    if member is None or member.is_under_18 or member.role != Role.CITIZEN:
        return False
    return member.may(Privilege.ADOPT_TOPIC)


def may_coach(member: Member) -> bool:
    """Anybody who works here."""
    return member.is_active and member.works_here


def may_choose_coach(member: Member) -> bool:
    return member.works_as(MODERATING_ROLES)
