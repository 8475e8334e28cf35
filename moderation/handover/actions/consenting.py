"""The person says whether name and e-mail may leave this house."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from moderation.handover.actions.handing import tell_who_it_is
from moderation.handover.events import HandOverConsented, HandOverConsentWithdrawn
from moderation.handover.models import HandOver, HandOverConsent, OutsideDesk
from moderation.handover.queries import offered_consent
from moderation.helpdesk.actions import named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener

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
    publish(
        HandOverConsentWithdrawn(actor_id=by.id if by else None, **named(ticket, desk_id=desk.id))
    )


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
