"""Saying that a required step is done, or is not after all; and what waits for all of them."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.languages import say
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import StepDone, StepUndone
from moderation.helpdesk.models import Ticket, TicketStep
from moderation.helpdesk.states import State

ONLY_DESK = "Only the desk says which steps are done."
NO_STEP = "This is not a step of this kind of ticket any more. Open the ticket again and look."
NOT_YET = "One step is still open: “%(step)s”. Do it and tick it, then answer."
ANSWERED = "It is answered already. Open the ticket again before you take a step back."
ENDS = {State.ANSWERED, State.RESOLVED}


def tick(ticket: Ticket, step: str, *, by: Member) -> None:
    """It is done; twice changes nothing."""
    _require(by)
    if step not in queries.kind_of(ticket.kind).steps:
        raise Invalid(NO_STEP, {"step": NO_STEP})
    row = {"ticket_id": ticket.id, "step": step, "member_id": by.id, "done_at": now()}
    if insert_once(TicketStep, **row):
        ticket.version += 1
        _say(StepDone, ticket, step, by)


def untick(ticket: Ticket, step: str, *, by: Member) -> None:
    """It is not done after all; who had said so stays written down."""
    _require(by)
    done = queries.done_step(ticket, step)
    if done is None:
        return
    if ticket.state in ENDS:
        raise Refused(ANSWERED)

    _say(StepUndone, ticket, step, by)
    done.undone_at, done.undone_by_id = now(), by.id
    ticket.version += 1
    db.flush()


def refuse_while_steps_open(ticket: Ticket) -> None:
    """Nobody answers or resolves it before. The ticket is locked, so no step is taken back
    meanwhile. Raises Refused, which names the first of them.
    """
    if left := queries.open_steps(ticket):
        raise Refused(_(NOT_YET, step=say(left[0])))


def _say(event: type[StepDone] | type[StepUndone], ticket: Ticket, step: str, by: Member) -> None:
    done = queries.done_step(ticket, step)
    if done is not None:
        publish(event(actor_id=by.id, **named(ticket, step_id=done.id)))


def _require(by: Member) -> None:
    if not policy.works_at_desk(by):
        raise Refused(ONLY_DESK)
