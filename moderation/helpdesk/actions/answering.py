"""Answering a ticket, and writing to its person without answering."""

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any

from forum.accounts.models import Member
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.written import Written
from forum.threads.briefs import Brief, brief_of
from forum.threads.models import Answer
from forum.threads.passages import Confirmed
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.claiming import take
from moderation.helpdesk.actions.moving import move_along
from moderation.helpdesk.actions.promising import promise_a_reply, settle_promises
from moderation.helpdesk.actions.publishing import (
    answer_on_thread,
    keep_confirmed,
    look_through,
)
from moderation.helpdesk.actions.refusing import refuse_too_early
from moderation.helpdesk.actions.sharing import explain_unfinished
from moderation.helpdesk.actions.writing import (
    Voice,
    named,
    put_down,
    refresh_source,
    say_written,
    written_before,
)
from moderation.helpdesk.events import TicketAnswered
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.states import FINAL, State
from moderation.helpdesk.thanks import is_only_thanks

NOT_READ_YET = (State.NEW, State.TRIAGED)
TAKES_THANKS = FINAL | {State.ANSWERED}
WAITS_FOR_OPENER = FINAL | {State.ANSWERED, State.WAITING_CITIZEN}


@dataclass(frozen=True)
class OfficialAnswer:
    """On the thread the ticket came from, or to the person only when it is not `public`.

    It opens with its `brief`, unless it is one of few words. What in a public one looks personal is
    refused, unless `confirmed` says why it may stand there. `unfinished` says why other departments
    are not waited for; it is kept as a note. `nonce` belongs to one showing of a form.
    `is_reviewed`: a colleague has looked at it, which the first answers of somebody new need.
    """

    body: Written
    _: KW_ONLY
    public: bool = True
    brief: Brief | None = None
    confirmed: Confirmed = field(default_factory=dict)
    unfinished: str = ""
    nonce: str | None = None
    is_reviewed: bool = False

    def brief_on(self, ticket: Ticket) -> Brief:
        """Its own, or that of an answer of few words. Raises Invalid where it needs one."""
        return self.brief or brief_of("", self.body, months=ticket.service.true_months)


def answer_ticket(ticket: Ticket, answer: OfficialAnswer, *, by: Member) -> Message:
    """Answer once. The same showing of the form sent twice gets what the first wrote."""
    if before := written_before(Message, ticket, answer.nonce):
        return before
    refuse_too_early(ticket, by=by, is_reviewed=answer.is_reviewed)
    if ticket.open_subtasks:
        explain_unfinished(ticket, by=by, why=answer.unfinished)

    take(ticket, by=by)
    body, brief = answer.body, answer.brief_on(ticket)
    voice = Voice(by.id, is_from_staff=True, nonce=answer.nonce)
    if not answer.public or ticket.source_kind != "thread":
        return _answered(ticket, body, voice=voice, answer_id=None, brief=brief)
    found = look_through(ticket, f"{brief.in_short}\n\n{body.source}", answer.confirmed)
    answer_id = answer_on_thread(ticket, by=by, body=body, brief=brief)
    message = _answered(ticket, body, voice=voice, answer_id=answer_id, brief=brief)
    keep_confirmed(message, found, answer.confirmed, by=by)
    return message


def take_over_answer(ticket: Ticket, answer: Answer) -> Message:
    """What the desk wrote on the thread's own page answers the ticket as well, unless other
    departments still work on it or a step of its kind is open.
    """
    body = Written(answer.body, answer.html, answer.renderer)
    who, brief = answer.author_id, _brief_of(answer)
    return tell_along(ticket, body, author_id=who, is_answer=True, answer_id=answer.id, brief=brief)


def write_message(
    ticket: Ticket,
    *,
    by: Member | None,
    body: Written,
    nonce: str | None = None,
    sender: str | None = None,
    is_by_reference: bool = False,
) -> Message:
    """Write what the person and the desk read. `by` is None for somebody who came with the ticket's
    key, or by mail; `sender` is then the address it came from, unless that is known to be the
    person's. `is_by_reference`: nothing but its reference led the mail here.

    When the citizen writes on a ticket that waited for them or was closed, it is open again; not
    when they only say thank you.
    """
    if before := written_before(Message, ticket, nonce):
        return before
    if by is not None and policy.works_at_desk(by):
        return _write_as_staff(ticket, body, voice=Voice(by.id, is_from_staff=True, nonce=nonce))
    voice = Voice(by.id if by else None, nonce=nonce, sender=sender)
    return _write_as_opener(ticket, body, voice=replace(voice, is_by_reference=is_by_reference))


def pass_on_from(ticket: Ticket, body: Written) -> Message:
    """What another desk wrote to the person, as a message of ours that nobody here has signed."""
    return _write_as_staff(ticket, body, voice=Voice(None, is_from_staff=True))


def tell_along(
    ticket: Ticket,
    body: Written,
    *,
    author_id: int,
    is_answer: bool = False,
    answer_id: int | None = None,
    brief: Brief | None = None,
) -> Message:
    """What somebody at the desk wrote once for the people of many tickets. Nobody's claim is taken.
    `answer_id` is where the same stands on the page of the ticket's own question. While other
    departments work on it, or a step of its kind is open, an answer is a message.
    """
    voice = Voice(author_id, is_from_staff=True)
    if is_answer and not ticket.open_subtasks and not queries.open_steps(ticket):
        return _answered(ticket, body, voice=voice, answer_id=answer_id, brief=brief)
    where = {"is_public": answer_id is not None, "answer_id": answer_id if is_answer else None}
    return _write_as_staff(ticket, body, voice=voice, **where)


def _brief_of(answer: Answer) -> Brief | None:
    if answer.in_short is None or answer.checked_on is None or answer.true_until is None:
        return None
    return Brief(answer.in_short, answer.checked_on, answer.true_until)


def _answered(
    ticket: Ticket,
    body: Written,
    *,
    voice: Voice,
    answer_id: int | None,
    brief: Brief | None,
) -> Message:
    is_public = answer_id is not None
    where: dict[str, Any] = {"is_public": is_public, "answer_id": answer_id}
    message = put_down(ticket, body, voice=voice, brief=brief, **where)
    facts = named(ticket, message_id=message.id, answer_id=answer_id)
    publish(TicketAnswered(actor_id=voice.author_id, **facts))
    if ticket.state == State.ANSWERED:
        settle_promises(ticket, by_id=voice.author_id)
    else:
        move_along(ticket, State.ANSWERED, by_id=voice.author_id, reason="answered")
    return message


def _write_as_staff(ticket: Ticket, body: Written, *, voice: Voice, **where: Any) -> Message:
    message = put_down(ticket, body, voice=voice, **where)
    say_written(ticket, message)
    if ticket.state in NOT_READ_YET:
        move_along(ticket, State.OPEN, by_id=voice.author_id, reason="staff_wrote")
        return message

    settle_promises(ticket, by_id=voice.author_id)
    refresh_source(ticket)
    return message


def _write_as_opener(ticket: Ticket, body: Written, *, voice: Voice) -> Message:
    if ticket.state == State.MERGED:
        return _pass_on(ticket, body, voice)
    is_thanks = ticket.state in TAKES_THANKS and is_only_thanks(body.source, name=_name_on(ticket))
    message = put_down(ticket, body, voice=replace(voice, is_thanks=is_thanks))
    say_written(ticket, message)
    if is_thanks:
        return message
    if ticket.state in WAITS_FOR_OPENER:
        move_along(ticket, State.OPEN, by_id=voice.author_id, reason="citizen_wrote")
        return message

    promise_a_reply(ticket)
    settle_promises(ticket)
    return message


def _pass_on(ticket: Ticket, body: Written, voice: Voice) -> Message:
    """What is written on a joined ticket goes to the one it was joined with. When that is somebody
    else's, they do not read it.
    """
    target = queries.target_of(ticket)
    if target is ticket:
        raise Refused("This ticket was joined with another one. Write to us again about the rest.")
    if before := written_before(Message, target, voice.nonce):
        return before
    is_own = queries.are_of_one_person(ticket, target)
    return _write_as_opener(
        target, body, voice=replace(voice, via_id=None if is_own else ticket.id)
    )


def _name_on(ticket: Ticket) -> str:
    return ticket.contact_name or (ticket.opener.name if ticket.opener else "")
