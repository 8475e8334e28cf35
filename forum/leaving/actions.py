"""Asking for one's account to be closed, thinking better of it, and the erasure itself."""

from forum.accounts.actions import leave, make_nameless
from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.house import house
from forum.leaving import policy, queries
from forum.leaving.events import LeavingAsked, LeavingTakenBack, MemberErased

BE_SURE = "Tick that you want this. It cannot be undone once the time to think it over has passed."


def ask_to_leave(member: Member, *, is_sure: bool) -> None:
    """From now on there is time to think it over. Asking again changes nothing."""
    if not policy.may_leave(member):
        raise Refused(policy.STAFF_FIRST)
    if not is_sure:
        raise Invalid(BE_SURE, {"sure": BE_SURE})
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


def erase(member: Member) -> bool:
    """Erase what every room keeps about them; False, and nothing done, while it has to be kept.

    The row of the member is locked by whoever calls, so that no hold on them begins meanwhile.
    """
    is_due = member.leaves_at is not None and member.leaves_at <= now()
    if not is_due or not policy.may_leave(member) or queries.has_to_stay(member.id):
        return False

    for forget in house().erasures.values():
        forget(member.id)
    leave(member, by=None)
    make_nameless(member)
    audit.record("erased", by=None, person_id=member.id)
    publish(MemberErased(actor_id=None, member_id=member.id))
    return True
