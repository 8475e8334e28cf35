"""Who may have their account closed, and how long there is to think it over."""

from datetime import timedelta

from forum.accounts.models import Member

THINKING_TIME = timedelta(days=14)
STAFF_FIRST = (
    "You work here. Ask an administrator to end that first; then you can close your account."
)


def may_leave(member: Member) -> bool:
    """Whoever works here hands that over first, so that no ticket and no key goes along."""
    return member.is_active and not member.is_staff
