"""Reading tickets: one's own, or as the desk."""

from typing import Any

from flask_babel import gettext as _

from forum.accounts.current import current_member, reader
from forum.accounts.models import Member
from forum.kernel.api import as_list
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from moderation.helpdesk import actions, policy, queries
from moderation.helpdesk.api import schemas
from moderation.helpdesk.api.schemas import (
    PromisesCounted,
    TicketList,
    TicketShown,
    helpdesk_api,
)
from moderation.helpdesk.api.sent import TicketsAsked
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.states import State

PAGE = 50


@helpdesk_api.get("/tickets")
@helpdesk_api.input(TicketsAsked, location="query", arg_name="asked")
@helpdesk_api.output(TicketList)
@helpdesk_api.doc(security="bearer")
def tickets(asked: dict[str, Any]) -> dict[str, Any]:
    """Tickets of every state for the desk, the newest first."""
    state = State(asked["state"]) if asked["state"] else None
    found = queries.listed_tickets(
        by=current_member(),
        state=state,
        assignee_id=assignee_named(asked["assignee"]),
        cursor=asked["cursor"],
        size=PAGE,
    )
    return as_list(found, schemas.line)


@helpdesk_api.get("/tickets/<reference>")
@helpdesk_api.output(TicketShown)
@helpdesk_api.doc(security="bearer")
def ticket(reference: str) -> dict[str, Any]:
    """A ticket with its promises and messages, for its opener and for the desk."""
    member = current_member()
    found = queries.visible_ticket(reference, to=member)
    if not policy.is_opener(member, found):
        with writing():
            actions.note_opened(found, by=member)
        found = queries.visible_ticket(reference, to=current_member())
    return shown_to(member, found)


@helpdesk_api.get("/tickets/<reference>/promises")
@helpdesk_api.output(PromisesCounted)
def promises(reference: str) -> dict[str, Any]:
    """Each promise of a ticket with the pieces of time that counted, were closed or stood still."""
    found = queries.with_promise_shown(reference, to=reader())
    log = queries.log_of(found.id)
    clocks = queries.clocks_of(found.id, explained=True)
    return {"promises": [schemas.counted(clock, log) for clock in clocks]}


def shown_to(member: Member, ticket: Ticket) -> dict[str, Any]:
    """The ticket with its messages and, for the desk, its notes."""
    said = _read_by_desk(ticket) if policy.works_at_desk(member) else _read_by_person(ticket)
    promises = [schemas.promise(clock) for clock in queries.clocks_of(ticket.id)]
    return {**schemas.line(ticket), "promises": promises, "messages": said}


def _read_by_person(ticket: Ticket) -> list[dict[str, Any]]:
    return [schemas.message(ticket, one) for one in queries.conversation(ticket.id)]


def _read_by_desk(ticket: Ticket) -> list[dict[str, Any]]:
    return [
        schemas.message(ticket, one) if isinstance(one, Message) else schemas.note(ticket, one)
        for one in queries.whole_conversation(ticket.id)
    ]


def assignee_named(text: str | None) -> int | None:
    """The id meant by "me" or a number."""
    if text == "me":
        return current_member().id
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        fault = {"assignee": _("Not a member’s id.")}
        raise Invalid("`assignee` is a member’s id or “me”.", fault)
    return int(text)
