"""Who may decide about the whole place."""

from forum.accounts.models import Member
from forum.accounts.policy import admits
from forum.kernel.errors import Refused

ONLY_MANAGERS = "Only managers and administrators can decide this."


def may_decide(member: Member) -> bool:
    return admits("manager", member)


def require_decider(member: Member) -> None:
    """Raises Refused."""
    if not may_decide(member):
        raise Refused(ONLY_MANAGERS)
