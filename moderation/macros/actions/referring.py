"""Ending a ticket because somebody else answers for it: by hand, or by a macro."""

from typing import Any

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.written import Written
from forum.threads.briefs import Brief
from forum.threads.passages import NOTHING, Confirmed
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.states import NOT_OURS, State
from moderation.macros.models import OutsideBody, Referral
from moderation.macros.speech import UNKNOWN

ONLY_DESK = "Only the desk does this."
CLOSED_OTHERWISE = "This ticket is closed. Open it again before you point to somebody else."
UNSENT: dict[str, Any] = {"with_person": False} | dict.fromkeys(
    ("agreed_at", "passed_words", "passed_to", "passing_id")
)
RETIRED = "This body is not pointed to any more. Choose another one."


def refer(
    ticket: Ticket,
    body: OutsideBody,
    *,
    by: Member,
    text: Written,
    brief: Brief | None = None,
    confirmed: Confirmed = NOTHING,
    is_reviewed: bool = False,
) -> None:
    """Say who answers for it, and close it. With a `brief` it is said on the question too. Twice
    changes nothing. `is_reviewed`: a colleague has read it, which what somebody new writes needs.
    """
    require_pointing(ticket, body, by=by)
    if not ticket.is_live:
        return
    if not is_reviewed:
        desk.refuse_unread(by)

    if brief is not None:
        said: dict[str, Any] = {"confirmed": confirmed, "is_reviewed": is_reviewed}
        desk.answer_ticket(ticket, desk.OfficialAnswer(text, brief=brief, **said), by=by)
    how: dict[str, Any] = {"text": text if brief is None else None, "is_referred": True}
    desk.move(ticket, State.CLOSED_UNRESOLVED, by=by, reason=NOT_OURS, **how)
    _point_to(ticket, body, by)


def require_pointing(ticket: Ticket, body: OutsideBody, *, by: Member) -> None:
    """May they, and is there anything to do? A closed ticket passes when it was pointed there."""
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    known = None if ticket.is_live else db.get(Referral, ticket.id)
    if not ticket.is_live and (known is None or known.body_id != body.id):
        raise Refused(CLOSED_OTHERWISE)
    if ticket.is_live and body.is_retired:
        raise Refused(RETIRED)


def _point_to(ticket: Ticket, body: OutsideBody, by: Member) -> None:
    """Pointed there again after it was opened again, what was passed on stays passed on."""
    facts = {"body_id": body.id, "actor_id": by.id, "referred_at": now()}
    facts |= {"accepted": UNKNOWN, "is_by_staff": False, "said_at": None}
    if not insert_once(Referral, ticket_id=ticket.id, **facts, **UNSENT):
        mine = update(Referral).where(Referral.ticket_id == ticket.id)
        db.execute(mine.where(Referral.body_id != body.id).values(**UNSENT))
        db.execute(mine.values(**facts))
    audit.record("not ours", by=by.id, subject_id=ticket.id, reason=f"body {body.id}")
