"""Taking up an invitation: as somebody new, or as a member who is signed in."""

from sqlalchemy import delete

from forum.accounts import actions as accounts
from forum.accounts.models import Member
from forum.accounts.queries import member_of
from forum.accounts.standing import Role
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_missing
from forum.kernel.errors import Missing, Refused
from forum.kernel.events import publish
from moderation.staff.events import InvitationAccepted
from moderation.staff.links import DEAD
from moderation.staff.models import Invitation, StaffService
from moderation.staff.policy import may_accept, may_invite
from moderation.staff.queries import has_left_since, services_of

SOMEBODY_ELSES = "This invitation is for another address. Sign in with the account it was sent to."
WORKS_HERE = "You work here already. An administrator changes what you may do."


def accept_new(
    invitation: Invitation, *, name: str, password_hash: str, is_under_18: bool
) -> Member:
    """A new member, whose address counts as proved, with the role of the invitation."""
    member = accounts.admit(
        invitation.email, name=name, password_hash=password_hash, is_under_18=is_under_18
    )
    _take_up(invitation, member)
    return member


def accept_as(invitation: Invitation, *, by: Member) -> None:
    """The role for somebody who is a member. All their sign-ins end when it is another one.

    Whoever has left since it was sent comes back by a newer one only.
    """
    if not may_accept(by, invitation):
        raise Refused(SOMEBODY_ELSES)
    if by.role != Role.CITIZEN:
        raise Refused(WORKS_HERE)
    if has_left_since(by, invitation.sent_at):
        raise Missing(DEAD)
    _take_up(invitation, by)


def _take_up(invitation: Invitation, member: Member) -> None:
    """Whoever invited must still have the right to: an invitation is worth what they are."""
    host = member_of(invitation.invited_by_id)
    services = [one.id for one in invitation.services]
    may = may_invite(host, invitation.role, services, own=services_of(host))
    if not invitation.is_live or not host.is_active or not may:
        raise Missing(DEAD)

    invitation.accepted_at, invitation.accepted_by_id = now(), member.id
    accounts.give_role(member, Role(invitation.role), by=host)
    db.execute(delete(StaffService).where(StaffService.member_id == member.id))
    insert_missing(
        StaffService, [{"member_id": member.id, "service_id": service} for service in services]
    )
    reason = f"invitation {invitation.id} {invitation.role}"
    audit.record("invitation accepted", by=member.id, person_id=member.id, reason=reason)
    publish(
        InvitationAccepted(actor_id=member.id, invitation_id=invitation.id, member_id=member.id)
    )
