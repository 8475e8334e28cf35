"""Asking for one's account to be closed, thinking better of it, and the erasure itself."""

from forum.accounts.actions import change_role, leave, make_nameless
from forum.accounts.models import Member
from forum.accounts.queries import other_administrators
from forum.accounts.sign_ins import CHANGED_MEANWHILE
from forum.accounts.standing import Role
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.house import house
from forum.kernel.mail import owe
from forum.leaving import policy, queries
from forum.leaving.events import LeavingAsked, LeavingTakenBack, MemberErased

FAREWELL, REMINDER = "leaving_farewell", "leaving_soon"


def ask_to_leave(member: Member, *, proven_hash: str | None) -> None:
    """From now on there is time to think it over. Asking again changes nothing.

    Only for somebody who has just shown that they know the password with this hash.
    """
    if not policy.may_leave(member):
        raise Refused(policy.STAFF_FIRST)
    if member.password_hash is None or member.password_hash != proven_hash:
        raise Refused(CHANGED_MEANWHILE)
    if member.leaves_at is not None:
        return

    member.leaves_at = now() + policy.THINKING_TIME
    audit.record("leaving asked", by=member.id, person_id=member.id)
    publish(LeavingAsked(actor_id=member.id, member_id=member.id))


def stay(member: Member) -> None:
    """Everything is as before. Twice is harmless."""
    if member.leaves_at is None:
        return
    member.leaves_at = None
    audit.record("leaving taken back", by=member.id, person_id=member.id)
    publish(LeavingTakenBack(actor_id=member.id, member_id=member.id))


def remind(member_id: int) -> None:
    """Once for each time they asked."""
    if asking_id := queries.asking_of(member_id):
        owe(REMINDER, event_id=asking_id, recipient=f"member:{member_id}")


def may_go_now(member: Member) -> bool:
    """Their time is over, and nothing about them has to be kept. Their row is locked by whoever
    calls, so that no hold on them begins meanwhile.
    """
    is_due = member.leaves_at is not None and member.leaves_at <= now()
    return is_due and policy.may_leave(member) and not queries.has_to_stay(member.id)


def bid_farewell(member: Member) -> bool:
    """Our last mail, while we still know the address; True once it has left us or never will.

    Once for each time they asked; who never asked us gets none.
    """
    asking_id = queries.asking_of(member.id)
    if asking_id is None:
        return True
    if owe(FAREWELL, event_id=asking_id, recipient=f"member:{member.id}"):
        return False
    return not queries.is_on_its_way(FAREWELL, asking_id, since=now() - policy.WAITED)


def erase(member: Member) -> None:
    """Erase what every room keeps about them, for somebody who `may_go_now`."""
    for forget in house().erasures.values():
        forget(member.id)
    leave(member, by=None)
    make_nameless(member)
    audit.record("erased", by=None, person_id=member.id)
    publish(MemberErased(actor_id=None, member_id=member.id))


def erase_again(member: Member) -> bool:
    """Of somebody who is back by a backup from before their erasure; they are mailed nothing.

    False while it has to wait: their time is over, so the timer does it as soon as it can be.
    """
    member.leaves_at = now()
    if member.role != Role.ADMIN or other_administrators(member, lock=True):
        change_role(member, Role.CITIZEN, by=None)
    if not may_go_now(member):
        return False
    erase(member)
    return True
