"""Who prepares a round, who answers in it, who asks, and who reads it."""

from collections.abc import Collection

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES, Privilege
from forum.inside.policy import may_look_inside
from forum.rounds.models import QuestionRound


def may_prepare(member: Member | None) -> bool:
    return member is not None and member.works_as(STAFF_ROLES)


def may_answer(member: Member | None, hosts: Collection[int]) -> bool:
    """Only those whose names stand on it."""
    return may_prepare(member) and member is not None and member.id in hosts


def may_ask(member: Member | None) -> bool:
    """Advocates; nobody under 18, and nobody who works here."""
    if member is None or member.is_under_18 or member.is_staff:
        return False
    return member.may(Privilege.ASK_STAFF)


def may_see(member: Member | None, round_: QuestionRound) -> bool:
    """A published one everybody, another one whoever may look behind the scenes."""
    if may_prepare(member) or round_.published_at is not None:
        return True
    return round_.announced_at is not None and may_look_inside(member)
