"""Who reports: how one reporter is told from another, and how often each may."""

import secrets

from forum.accounts.current import digest, network_address
from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.kernel import limits
from moderation.reports.actions import Reporter
from moderation.reports.limits import REPORTS_FROM_PLACE, REPORTS_OF_ADDRESS, REPORTS_OF_MEMBER


def reporter(member: Member | None, *, email: str, name: str, nonce: str) -> Reporter:
    """Told apart by account, by address and place, or by the showing of the form.

    The place belongs to it because anybody can type in somebody else's address, and must not
    come to that person's report by doing so.
    """
    if member is not None:
        return Reporter(digest(f"member {member.id}"), member)
    if email:
        return Reporter(digest(f"{email_key(email)} {network_address()}"), None, name, email)
    return Reporter(digest(f"form {nonce or secrets.token_hex(16)}"), None, name)


def spend(by: Reporter) -> None:
    """Raises TooMany, in the write transaction."""
    limits.spend(REPORTS_FROM_PLACE, network_address())
    if by.member is not None:
        limits.spend(REPORTS_OF_MEMBER, by.member.id)
    elif by.email:
        limits.spend(REPORTS_OF_ADDRESS, email_key(by.email))
