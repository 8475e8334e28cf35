"""The person says whether name and e-mail may leave this house."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.mail import OutgoingMail
from moderation.handover.actions.handing import tell_who_it_is
from moderation.handover.events import HandOverConsented, HandOverConsentWithdrawn
from moderation.handover.models import HandOver, HandOverConsent, HandOverUpdate, OutsideDesk
from moderation.handover.models.handing import CONTACT
from moderation.handover.queries import offered_consent
from moderation.helpdesk.actions import named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener

MAILS = ("hand_over", "hand_over_update")
ONLY_THEIRS = "Only the person this ticket is for can say this."
NOT_ASKED = "Nothing about you is sent to this desk, so there is nothing to agree to."


def consent(ticket: Ticket, desk: OutsideDesk, *, by: Member | None, notice: str) -> None:
    """`by` is None for somebody with the ticket's key. `notice` is what they read; once is enough
    for these words, and other words are agreed to anew.

    What was handed over without it is told now.
    """
    _require(ticket, by)
    if desk.id not in [offered.id for offered, _ in offered_consent(ticket)]:
        raise Refused(NOT_ASKED)
    row = {"ticket_id": ticket.id, "desk_id": desk.id, "notice": notice, "said_at": now()}
    if not insert_once(HandOverConsent, **row) and not _agree_anew(ticket, desk, notice):
        return

    publish(HandOverConsented(actor_id=by.id if by else None, **named(ticket, desk_id=desk.id)))
    mine = (HandOver.ticket_id == ticket.id, HandOver.desk_id == desk.id)
    handed = db.scalar(select(HandOver).where(*mine))
    if handed:
        tell_who_it_is(handed)


def withdraw_consent(ticket: Ticket, desk: OutsideDesk, *, by: Member | None) -> None:
    """From now on nothing leaves; what was sent before cannot be called back."""
    _require(ticket, by)
    said = db.get(HandOverConsent, (ticket.id, desk.id))
    if said is None:
        return

    db.delete(said)
    _stop_waiting_mail(ticket, desk)
    publish(
        HandOverConsentWithdrawn(actor_id=by.id if by else None, **named(ticket, desk_id=desk.id))
    )


def _stop_waiting_mail(ticket: Ticket, desk: OutsideDesk) -> None:
    """A mail that nobody has begun to send goes without name and e-mail now. Of one that was tried
    already nobody knows: it may have arrived.
    """
    mine = (HandOver.ticket_id == ticket.id, HandOver.desk_id == desk.id)
    rows = select(HandOver).where(*mine, HandOver.went_with_person)
    hand_over = db.scalar(rows.with_for_update(of=HandOver))
    if hand_over is None:
        return

    said = select(HandOverUpdate.id).where(
        HandOverUpdate.hand_over_id == hand_over.id, HandOverUpdate.slot.startswith(CONTACT)
    )
    about = [f"hand_over:{hand_over.id}", *(f"hand_over_update:{id_}" for id_ in db.scalars(said))]
    mails = select(OutgoingMail.state, OutgoingMail.attempts)
    mails = mails.where(OutgoingMail.kind.in_(MAILS), OutgoingMail.recipient.in_(about))
    newest = mails.order_by(OutgoingMail.id.desc()).limit(1).with_for_update(of=OutgoingMail)
    found = db.execute(newest).one_or_none()
    if found and found.state == "waiting" and not found.attempts:
        hand_over.went_with_person = False


def _agree_anew(ticket: Ticket, desk: OutsideDesk, notice: str) -> bool:
    """Whether the yes that is there was to other words; from now on it is to these."""
    said = db.get_one(HandOverConsent, (ticket.id, desk.id), with_for_update=True)
    if said.notice == notice:
        return False
    said.notice, said.said_at = notice, now()
    db.flush()
    return True


def _require(ticket: Ticket, by: Member | None) -> None:
    if by is not None and not is_opener(by, ticket):
        raise Refused(ONLY_THEIRS)
