"""Opening, answering and moving tickets."""

from collections.abc import Callable
from typing import Any

from flask import request

from forum.accounts.current import current_member, digest, network_address, reader
from forum.accounts.emails import checked_email, email_key
from forum.accounts.models import Member
from forum.ideas.queries import visible_idea
from forum.kernel import limits
from forum.kernel.db import db, writing
from forum.kernel.errors import Invalid
from forum.kernel.events import acting_through
from forum.kernel.written import Written, write_up
from forum.threads.briefs import brief_of
from forum.threads.queries import visible_thread
from moderation.helpdesk import actions, policy, queries
from moderation.helpdesk.actions import OfficialAnswer
from moderation.helpdesk.api import schemas
from moderation.helpdesk.api.reading import assignee_named, shown_to
from moderation.helpdesk.api.schemas import (
    Escalated,
    MessageShown,
    TicketShown,
    helpdesk_api,
)
from moderation.helpdesk.api.sent import (
    Assignment,
    Contact,
    Escalation,
    NewMessage,
    NewState,
    QuestionEscalation,
)
from moderation.helpdesk.limits import (
    CONTACTS_FROM_PLACE,
    CONTACTS_OF_ADDRESS,
    REPLIES_ON_TICKET,
)
from moderation.helpdesk.models import Ticket

LIVE_ALREADY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The ticket that the desk is already working on.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Escalated"}}},
    }
}


@helpdesk_api.post("/threads/<int:thread_id>/escalation")
@helpdesk_api.input(QuestionEscalation, arg_name="sent")
@helpdesk_api.output(Escalated, status_code=201)
@helpdesk_api.doc(security="bearer", responses=LIVE_ALREADY)
def escalate(thread_id: int, sent: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Bring a question to the desk: 201 with a new ticket, 200 with the live one."""
    with acting_through("api"), writing():
        by = current_member()
        thread = visible_thread(thread_id, to=by, lock=True)
        ticket, is_new = actions.escalate_thread(thread, by=by, **sent)
        shown = schemas.escalated(ticket, queries.clocks_of(ticket.id))
    return shown, 201 if is_new else 200


@helpdesk_api.post("/ideas/<int:idea_id>/escalation")
@helpdesk_api.input(Escalation, arg_name="sent")
@helpdesk_api.output(Escalated, status_code=201)
@helpdesk_api.doc(security="bearer", responses=LIVE_ALREADY)
def escalate_idea(idea_id: int, sent: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Bring an idea that is a fault to the desk: 201 with a new ticket, 200 with the live one."""
    with acting_through("api"), writing():
        by = current_member()
        idea = visible_idea(idea_id, to=by, lock=True)
        ticket, is_new = actions.escalate_idea(idea, by=by, **sent)
        shown = schemas.escalated(ticket, queries.clocks_of(ticket.id))
    return shown, 201 if is_new else 200


@helpdesk_api.post("/tickets")
@helpdesk_api.input(Contact, arg_name="sent")
@helpdesk_api.output(Escalated, status_code=201)
def open_contact(sent: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The private door, without an account too."""
    email, body = checked_email(sent["email"]), write_up(sent["body"])
    limits.check(CONTACTS_FROM_PLACE, network_address())
    with acting_through("api"), writing():
        by = reader()
        if not policy.works_at_desk(by):
            limits.spend(CONTACTS_FROM_PLACE, network_address())
            limits.spend(CONTACTS_OF_ADDRESS, email_key(email))
        said = {"title": sent["subject"], "name": sent["name"], "kind": sent["kind"]}
        said |= {"urgency": sent["hurry"], "nonce": _nonce(email_key(email))}
        ticket = actions.open_contact(body=body, email=email, by=by, **said)
        shown = schemas.escalated(ticket, queries.clocks_of(ticket.id))
    return shown, 201


@helpdesk_api.post("/tickets/<reference>/messages")
@helpdesk_api.input(NewMessage, arg_name="sent")
@helpdesk_api.output(MessageShown, status_code=201)
@helpdesk_api.doc(security="bearer")
def write_message(reference: str, sent: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Private by default; public is the official answer, internal a note between staff."""
    body = write_up(sent["body"])
    write = WRITES[sent["visibility"]]
    with acting_through("api"), writing():
        by = current_member()
        ticket = queries.visible_ticket(reference, to=by, lock=True)
        if not policy.works_at_desk(by):
            limits.spend(REPLIES_ON_TICKET, ticket.id)
        shown = write(ticket, sent, by=by, body=body, nonce=_nonce(f"{ticket.id} {by.id}"))
    return shown, 201


@helpdesk_api.put("/tickets/<reference>/state")
@helpdesk_api.input(NewState, arg_name="sent")
@helpdesk_api.output(TicketShown)
@helpdesk_api.doc(security="bearer")
def move(reference: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Move it; `text` is what the person reads about it. Final states need a reason."""
    text = write_up(sent["text"]) if sent["text"] else None
    with acting_through("api"), writing():
        by = current_member()
        ticket = queries.visible_ticket(reference, to=by, lock=True)
        actions.move(ticket, sent["state"], by=by, reason=sent["reason"], text=text)
        return shown_to(by, ticket)


@helpdesk_api.put("/tickets/<reference>/assignee")
@helpdesk_api.input(Assignment, arg_name="sent")
@helpdesk_api.output(TicketShown)
@helpdesk_api.doc(security="bearer")
def assign(reference: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Give it to somebody at the desk; to oneself is a claim for half an hour."""
    with acting_through("api"), writing():
        by = current_member()
        ticket = queries.visible_ticket(reference, to=by, lock=True)
        to = _assignee(assignee_named(sent["assignee"]))
        if to is not None and to.id == by.id:
            actions.claim(ticket, by=by)
        else:
            actions.assign(ticket, by=by, to=to)
        return shown_to(by, ticket)


def _answer(
    ticket: Ticket, sent: dict[str, Any], *, by: Member, body: Written, nonce: str | None
) -> dict[str, Any]:
    """The official answer, with what belongs to it."""
    day = {"until": sent["true_until"], "months": ticket.service.true_months}
    brief = brief_of(sent["in_short"], body, or_begins=True, **day)
    confirmed = {one["passage"]: one["why"] for one in sent["confirmed"]}
    answer = OfficialAnswer(body, brief=brief, confirmed=confirmed, nonce=nonce)
    return schemas.message(ticket, actions.answer_ticket(ticket, answer, by=by))


def _tell(ticket: Ticket, _sent: dict[str, Any], **how: Any) -> dict[str, Any]:
    return schemas.message(ticket, actions.write_message(ticket, **how))


def _note(ticket: Ticket, _sent: dict[str, Any], **how: Any) -> dict[str, Any]:
    return schemas.note(ticket, actions.write_note(ticket, **how))


WRITES: dict[str, Callable[..., dict[str, Any]]] = {
    "public": _answer,
    "private": _tell,
    "internal": _note,
}


def _nonce(owner: str) -> str | None:
    """A request sent again with the same `Idempotency-Key` does nothing twice."""
    key = request.headers.get("Idempotency-Key")
    return digest(f"{owner} {key}") if key else None


def _assignee(member_id: int | None) -> Member | None:
    if member_id is None:
        return None
    if member := db.get(Member, member_id):
        return member
    raise Invalid("We do not know this member.", {"assignee": "We do not know this member."})
