"""The person says whether name and e-mail may leave this house."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from moderation.handover.actions.handing import add_update
from moderation.handover.events import HandOverConsented, HandOverConsentWithdrawn
from moderation.handover.models import HandOver, HandOverConsent, OutsideDesk
from moderation.handover.queries import offered_consent
from moderation.handover.queries.tickets import TAKE_WORDS
from moderation.helpdesk.actions import named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener

ONLY_THEIRS = "Only the person this ticket is for can say this."
NOT_ASKED = "Nothing about you is sent to this desk, so there is nothing to agree to."


def consent(ticket: Ticket, desk: OutsideDesk, *, by: Member | None, notice: str) -> None:
    """`by` is None for somebody with the ticket's key. `notice` is what they read; once is enough.

    What was handed over without it is told now.
    """
    _check(ticket, desk, by=by)
    row = {"ticket_id": ticket.id, "desk_id": desk.id, "notice": notice, "said_at": now()}
    if not insert_once(HandOverConsent, **row):
        return

    publish(HandOverConsented(actor_id=by.id if by else None, **named(ticket, desk_id=desk.id)))
    mine = (HandOver.ticket_id == ticket.id, HandOver.desk_id == desk.id)
    handed = db.scalar(select(HandOver).where(*mine))
    if handed and handed.is_handed and not handed.went_with_person and desk.kind in TAKE_WORDS:
        add_update(handed, "contact")


def withdraw_consent(ticket: Ticket, desk: OutsideDesk, *, by: Member | None) -> None:
    """From now on nothing leaves; what was sent before cannot be called back."""
    _check(ticket, desk, by=by)
    said = db.get(HandOverConsent, (ticket.id, desk.id))
    if said is None:
        return

    db.delete(said)
    publish(
        HandOverConsentWithdrawn(actor_id=by.id if by else None, **named(ticket, desk_id=desk.id))
    )


def _check(ticket: Ticket, desk: OutsideDesk, *, by: Member | None) -> None:
    if by is not None and not is_opener(by, ticket):
        raise Refused(ONLY_THEIRS)
    if desk.id not in [offered.id for offered, _ in offered_consent(ticket)]:
        raise Refused(NOT_ASKED)
