"""Complaining about a broken promise, and deciding that: by somebody who had no part in it."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.services.hours import due, minutes_of_days
from moderation.grievances import policy, queries
from moderation.grievances.events import (
    GrievanceDecided,
    GrievanceGivenBack,
    GrievanceMade,
    GrievanceTaken,
)
from moderation.grievances.models import Grievance
from moderation.grievances.reasons import OUTCOMES, REMEDIES, UNFIT, WORKING_DAYS, fits
from moderation.grievances.references import new_reference
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.policy import is_opener
from moderation.helpdesk.queries import kind_of

NO_SECOND_LOOK = "A second look is for tickets that have ended, where their kind offers one."
KEPT = "We have not broken this promise, so there is nothing to complain about yet."


def complain(ticket: Ticket, *, by: Member | None, clock: str, turn: int, body: str) -> Grievance:
    """By the person the ticket is for; None is somebody with its key. Once for each promise."""
    refuse_complaint(ticket, by=by, clock=clock, turn=turn)
    return _put_down(ticket, by, body, days=WORKING_DAYS, clock=clock, turn=turn)


def ask_again(ticket: Ticket, *, by: Member | None, body: str) -> Grievance:
    """A second look by somebody else, once it has ended and where its kind offers that; once."""
    refuse_second_look(ticket, by=by)
    days = kind_of(ticket.kind).second_days
    return _put_down(ticket, by, body, days=days, clock=None, turn=None)


def refuse_complaint(ticket: Ticket, *, by: Member | None, clock: str, turn: int) -> None:
    """Raises Refused; asked before the form is shown, too."""
    _refuse_unless_theirs(ticket, by)
    promise = db.get(TicketPromise, (ticket.id, clock, turn))
    if promise is None or promise.broken_at is None:
        raise Refused(KEPT)


def refuse_second_look(ticket: Ticket, *, by: Member | None) -> None:
    """The same for somebody who asks again."""
    _refuse_unless_theirs(ticket, by)
    if not policy.may_ask_again(ticket):
        raise Refused(NO_SECOND_LOOK)


def _put_down(
    ticket: Ticket, by: Member | None, body: str, *, days: int, clock: str | None, turn: int | None
) -> Grievance:
    if not body.strip():
        raise Invalid("Say what it meant for you.", {"body": "Say what it meant for you."})
    about: dict[str, Any] = {"ticket_id": ticket.id, "clock": clock, "turn": turn}
    facts = {"reference": new_reference(), "body": body, "holder_id": ticket.assignee_id}
    due_at = _due(ticket, days)
    is_new = insert_once(Grievance, **about, **facts, made_at=now(), due_at=due_at)
    grievance = db.scalars(select(Grievance).filter_by(**about)).one()
    if is_new:
        publish(GrievanceMade(actor_id=by.id if by else None, grievance_id=grievance.id, **about))
    return grievance


def take(grievance: Grievance, *, by: Member) -> None:
    """Review it oneself."""
    _refuse_unless_independent(grievance, by)
    if grievance.reviewer_id == by.id:
        return
    if grievance.reviewer_id is not None:
        raise Conflict("Somebody else reviews this already.")

    grievance.reviewer_id = by.id
    publish(GrievanceTaken(actor_id=by.id, **_named(grievance)))


def give_back(grievance: Grievance, *, by: Member) -> None:
    """Somebody else is to review it."""
    if grievance.reviewer_id != by.id:
        raise Refused("You do not review this complaint.")
    if not grievance.is_open:
        raise Conflict("This complaint is decided already.")

    grievance.reviewer_id = None
    publish(GrievanceGivenBack(actor_id=by.id, **_named(grievance)))


def decide(grievance: Grievance, *, by: Member, outcome: str, remedy: str, answer: str) -> None:
    """What was found and what we do about it; whose ticket it is reads it word for word."""
    _refuse_unless_independent(grievance, by)
    if grievance.reviewer_id != by.id:
        raise Refused("Take this complaint before you decide it.")
    if not grievance.is_open:
        raise Conflict("This complaint is decided already.")
    if outcome not in OUTCOMES or remedy not in REMEDIES or not answer.strip():
        raise Invalid("Choose what you found and what we do, and say why.")
    if not fits(outcome, remedy):
        raise Invalid(UNFIT)

    grievance.outcome, grievance.remedy, grievance.answer = outcome, remedy, answer
    grievance.decided_at = now()
    db.flush()
    audit.record("decide grievance", by=by.id, subject_id=grievance.ticket_id)
    publish(GrievanceDecided(actor_id=by.id, outcome=outcome, remedy=remedy, **_named(grievance)))


def _due(ticket: Ticket, days: int) -> Any:
    calendar = ticket.service.calendar_version.calendar
    return due(calendar, now(), minutes_of_days(calendar, days))


def _refuse_unless_theirs(ticket: Ticket, by: Member | None) -> None:
    if by is not None and not is_opener(by, ticket):
        raise Refused("Only the person this ticket is for can complain about it.")


def _refuse_unless_independent(grievance: Grievance, by: Member) -> None:
    if not policy.may_review(by, grievance, queries.involved_in(grievance.ticket_id)):
        raise Refused("Somebody else has to review this: you had a part in the ticket.")


def _named(grievance: Grievance) -> dict[str, Any]:
    return {"ticket_id": grievance.ticket_id, "grievance_id": grievance.id}
