"""Whom the search may find, if they want it."""

from forum.accounts.models import Member


def may_be_found(member: Member) -> bool:
    """The same as `people_in_public` says of rows."""
    is_here = member.is_active and member.is_verified
    return is_here and not member.is_under_18 and not member.is_suspended
