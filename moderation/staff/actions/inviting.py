"""Inviting somebody by mail, sending it again, taking it back."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, or_, select

from forum.accounts.emails import checked_email, email_key
from forum.accounts.models import Member
from forum.accounts.queries import member_with_email
from forum.kernel import audit, limits
from forum.kernel.clock import now
from forum.kernel.db import db, insert_missing, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.staff.events import InvitationWithdrawn, PersonInvited
from moderation.staff.limits import INVITATIONS_OF_MEMBER, MAILS_OF_INVITATION
from moderation.staff.models import Invitation, InvitationService
from moderation.staff.policy import may_invite
from moderation.staff.queries import open_invitation_of, services_of

LASTS = timedelta(days=14)
KEPT_AFTER_THE_END = timedelta(days=30)
NOT_YOURS = (
    "You can invite agents, moderators, the policy team and citizens, for the services "
    "you work for. Ask an administrator about anybody else."
)
WORKS_HERE = "This person works here already. An administrator changes what they may do."
IN_ALREADY = "This person has an account already."
INVITED_ALREADY = "This person is invited already. Send the invitation again, or take it back."
OVER = "This invitation was accepted or taken back."


def check_invitation(email: str, *, role: str, services: Collection[int], by: Member) -> None:
    """Raises Refused when this person may not be invited so."""
    if not may_invite(by, role, services, own=services_of(by)):
        raise Refused(NOT_YOURS)
    known = member_with_email(email)
    if known and known.is_verified and known.is_staff:
        raise Refused(WORKS_HERE)
    if known and known.is_verified and role == "citizen":
        raise Refused(IN_ALREADY)
    if open_invitation_of(email_key(email)):
        raise Refused(INVITED_ALREADY)


def invite(
    email: str, *, name: str, role: str, services: Collection[int], by: Member
) -> Invitation:
    """Have a link mailed that gives this role. Raises Invalid, Refused or TooMany."""
    address = checked_email(email)
    check_invitation(address, role=role, services=services, by=by)
    limits.spend(INVITATIONS_OF_MEMBER, by.id)
    moment, key = now(), email_key(address)
    facts = {"email": address, "email_key": key, "name": name, "role": role}
    sent = {"invited_by_id": by.id, "sent_at": moment, "ends_at": moment + LASTS}
    fresh = insert_once(Invitation, **facts, **sent, nonce=secrets.token_hex(16))
    invitation = open_invitation_of(key)
    if not fresh or invitation is None:
        raise Refused(INVITED_ALREADY)

    wanted = sorted(set(services)) if role != "citizen" else []
    rows = [{"invitation_id": invitation.id, "service_id": one} for one in wanted]
    insert_missing(InvitationService, rows)
    audit.record("invited", by=by.id, reason=f"invitation {invitation.id} {role}")
    publish(PersonInvited(actor_id=by.id, invitation_id=invitation.id))
    return invitation


def send_again(invitation: Invitation, *, by: Member) -> None:
    """A new link, which lasts as long as the first; the one in the mailbox ends."""
    _check_hold(invitation, by)
    if not invitation.is_open:
        raise Refused(OVER)
    limits.spend(MAILS_OF_INVITATION, invitation.id)

    invitation.nonce = secrets.token_hex(16)
    invitation.invited_by_id = by.id
    invitation.sent_at = now()
    invitation.ends_at = now() + LASTS
    audit.record("invited again", by=by.id, reason=f"invitation {invitation.id}")
    publish(PersonInvited(actor_id=by.id, invitation_id=invitation.id))


def withdraw(invitation: Invitation, *, by: Member) -> None:
    """The link opens nothing any more. Twice is harmless; too late is refused."""
    _check_hold(invitation, by)
    if invitation.withdrawn_at:
        return
    if invitation.accepted_at:
        raise Invalid(OVER)

    invitation.withdrawn_at = now()
    audit.record("invitation withdrawn", by=by.id, reason=f"invitation {invitation.id}")
    publish(InvitationWithdrawn(actor_id=by.id, invitation_id=invitation.id))


def forget_old_invitations() -> None:
    """Names and addresses of those that ended a month ago are deleted."""
    before = now() - KEPT_AFTER_THE_END
    ended = or_(
        Invitation.accepted_at < before,
        Invitation.withdrawn_at < before,
        Invitation.ends_at < before,
    )
    old = select(Invitation.id).where(ended)
    db.execute(delete(InvitationService).where(InvitationService.invitation_id.in_(old)))
    db.execute(delete(Invitation).where(ended))


def _check_hold(invitation: Invitation, by: Member) -> None:
    """Whoever may invite so may also take it back."""
    services = [one.id for one in invitation.services]
    if not may_invite(by, invitation.role, services, own=services_of(by)):
        raise Refused(NOT_YOURS)
