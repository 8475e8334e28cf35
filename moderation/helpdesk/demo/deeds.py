"""What can be done with a ticket of the demo borough, by the names its tables use."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.written import write_up
from forum.threads.actions import accept_answer, reject_answer
from forum.threads.briefs import brief_of
from forum.threads.models import Answer
from moderation.helpdesk import actions
from moderation.helpdesk.actions import OfficialAnswer
from moderation.helpdesk.demo.shapes import Step
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import open_steps, passages_in
from moderation.helpdesk.states import State

OUR_OWN = "It is a number of the council’s own."
Doer = Any
Deed = Callable[[Ticket, Step, Doer], object]


def _official(ticket: Ticket) -> Answer:
    """The answer on the thread that the desk gave last."""
    given = select(Message.answer_id).where(Message.ticket_id == ticket.id)
    given = given.where(Message.answer_id.is_not(None)).order_by(Message.id.desc())
    return db.get_one(Answer, db.scalars(given.limit(1)).one())


def _move(state: State) -> Deed:
    def deed(ticket: Ticket, step: Step, by: Member) -> None:
        text = write_up(step.words) if step.words else None
        actions.move(ticket, state, by=by, reason=step.code, text=text)

    return deed


def _write(ticket: Ticket, step: Step, by: Member | None) -> None:
    actions.write_message(ticket, by=by, body=write_up(step.words))


def _note(ticket: Ticket, step: Step, by: Member) -> None:
    actions.write_note(ticket, by=by, body=write_up(step.words))


def _answer(*, public: bool) -> Deed:
    def deed(ticket: Ticket, step: Step, by: Member) -> None:
        body = write_up(step.words)
        brief = brief_of("", body, or_begins=True)
        found = passages_in(f"{brief.in_short}\n\n{body.source}", ticket)
        for sentence in open_steps(ticket):
            actions.tick(ticket, sentence, by=by)
        confirmed = {one.words: OUR_OWN for one in found}
        answer = OfficialAnswer(body, public=public, brief=brief, confirmed=confirmed)
        actions.answer_ticket(ticket, answer, by=by)

    return deed


DEEDS: dict[str, Deed] = {
    "accept": lambda ticket, step, by: accept_answer(_official(ticket), by=by),
    "answer": _answer(public=True),
    "answer_privately": _answer(public=False),
    "ask": _move(State.WAITING_CITIZEN),
    "claim": lambda ticket, step, by: actions.claim(ticket, by=by),
    "close": _move(State.CLOSED_UNRESOLVED),
    "not_solved": lambda ticket, step, by: actions.say_outcome(ticket, by=by, is_solved=False),
    "note": _note,
    "open": _move(State.OPEN),
    "reject": lambda ticket, step, by: reject_answer(_official(ticket), by=by),
    "reply": _write,
    "solved": lambda ticket, step, by: actions.say_outcome(ticket, by=by, is_solved=True),
    "third": _move(State.WAITING_THIRD_PARTY),
    "weigh": lambda ticket, step, by: actions.weigh(
        ticket, by=by, impact=step.code, urgency=step.code
    ),
    "withdraw": lambda ticket, step, by: actions.withdraw(ticket, by=by, reason=step.code),
    "write": _write,
}
