"""Who may write articles, and who may see which."""

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.articles.states import State


def may_write(member: Member | None) -> bool:
    return member is not None and member.works_as(DESK_ROLES)


def may_see(member: Member | None, state: str) -> bool:
    """What is not published shows only to those who write."""
    return state == State.PUBLISHED or may_write(member)
