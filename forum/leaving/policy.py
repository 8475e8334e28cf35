"""Who may have their account closed, how long there is to think it over, and when we remind."""

from datetime import datetime, timedelta

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from forum.kernel.backups.erased import Whom, whom

MEMBER = "member"
THINKING_TIME = timedelta(days=14)
REMINDED = timedelta(days=3)  # before the day
WAITED = timedelta(days=1)  # at most, for the last mail to leave us
STAFF_FIRST = (
    "You work here. Ask an administrator to end that first; then you can close your account."
)


def may_leave(member: Member) -> bool:
    """Whoever works here hands that over first, so that no ticket and no key goes along."""
    return member.is_active and member.role not in STAFF_ROLES


def listed_as(member_id: int, joined_at: datetime) -> Whom:
    """How the list of who was erased calls them."""
    return whom(MEMBER, member_id, joined_at)
