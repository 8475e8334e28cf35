"""Ending a ticket because somebody else answers for it, and keeping what was learned."""

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.written import Written
from forum.threads.briefs import Brief
from moderation.closings.models import Lesson, Referral
from moderation.closings.wording import ACCEPTED, UNKNOWN
from moderation.helpdesk import actions as desk
from moderation.helpdesk.actions import Confirmed
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, works_at_desk
from moderation.helpdesk.states import State
from moderation.macros.models import OutsideBody

NOT_OURS = "not_ours"
CLOSED_OTHERWISE = "This ticket is closed. Open it again before you point to somebody else."


def refer(
    ticket: Ticket,
    body: OutsideBody,
    *,
    by: Member,
    text: Written,
    brief: Brief | None = None,
    confirmed: Confirmed | None = None,
) -> None:
    """Say who answers for it, and close it. With a `brief` it is said on the question too. Twice
    changes nothing.
    """
    _require_desk(by)
    if not ticket.is_live:
        if (known := db.get(Referral, ticket.id)) and known.body_id == body.id:
            return
        raise Refused(CLOSED_OTHERWISE)

    if brief is not None:
        told = confirmed or {}
        desk.answer_ticket(ticket, by=by, body=text, brief=brief, confirmed=told)
    private = text if brief is None else None
    desk.move(ticket, State.CLOSED_UNRESOLVED, by=by, reason=NOT_OURS, text=private)
    _point_to(ticket, body, by)


def say_accepted(ticket: Ticket, accepted: str, *, by: Member | None) -> None:
    """Whether they took it on; None is somebody with the ticket’s key. Raises Refused, Invalid."""
    if by is not None and not (is_opener(by, ticket) or works_at_desk(by)):
        raise Refused("Only the person this ticket is for, or the desk, can say that.")
    if accepted not in ACCEPTED:
        raise Invalid("Choose one of the answers.")
    referral = db.get(Referral, ticket.id, with_for_update=True)
    if referral is None:
        raise Refused("This ticket was not pointed to anybody else.")
    if referral.accepted == accepted:
        return

    referral.accepted = accepted
    referral.said_at = None if accepted == UNKNOWN else now()
    referral.is_by_staff = by is not None and not is_opener(by, ticket)
    reason = f"elsewhere: {accepted}"
    audit.record("said elsewhere", by=by and by.id, subject_id=ticket.id, reason=reason)


def learn(ticket: Ticket, words: str, *, by: Member, is_correction: bool = False) -> None:
    """One line for the desk; a later one takes its place."""
    _require_desk(by)
    facts = {"words": words, "is_correction": is_correction, "actor_id": by.id}
    known = {"ticket_id": ticket.id, "service_id": ticket.service_id, "written_at": now()}
    if not insert_once(Lesson, **known, **facts):
        db.execute(update(Lesson).where(Lesson.ticket_id == ticket.id).values(**facts))


def _point_to(ticket: Ticket, body: OutsideBody, by: Member) -> None:
    facts = {"body_id": body.id, "actor_id": by.id, "referred_at": now()}
    facts |= {"accepted": UNKNOWN, "is_by_staff": False, "said_at": None}
    if not insert_once(Referral, ticket_id=ticket.id, **facts):
        db.execute(update(Referral).where(Referral.ticket_id == ticket.id).values(**facts))
    audit.record("not ours", by=by.id, subject_id=ticket.id, reason=f"body {body.id}")


def _require_desk(by: Member) -> None:
    if not works_at_desk(by):
        raise Refused("Only the desk does this.")
