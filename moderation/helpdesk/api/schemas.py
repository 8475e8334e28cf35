"""What programs get about tickets."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, Date, DateTime, Integer, List, Nested, String
from flask import current_app

from forum.kernel.api import api, listed
from forum.kernel.clock import now
from forum.kernel.text import publish_text
from forum.services.hours import explain
from forum.topics.models import Topic
from moderation.helpdesk.models import InternalNote, Message, Ticket, TicketEntry
from moderation.helpdesk.promises import Clock, Entry, deadline_of, incidents, pauses
from moderation.helpdesk.states import CITIZEN_LABELS, State

helpdesk_api = api("helpdesk", __name__)


class PromiseShown(Schema):
    clock = String()
    turn = Integer()
    minutes = Integer()
    began_at = DateTime()
    due_at = DateTime(allow_none=True)
    met_at = DateTime(allow_none=True)
    broken_at = DateTime(allow_none=True)


class Piece(Schema):
    start = DateTime()
    end = DateTime()
    kind = String()
    why = String()
    incident = String()


class PromiseCounted(PromiseShown):
    """From its beginning to the moment at which it is, or was, due."""

    deadline = DateTime()
    pieces = List(Nested(Piece))


class PromisesCounted(Schema):
    promises = List(Nested(PromiseCounted))


class Escalated(Schema):
    """What one learns of a ticket one may not open: the same as on the thread's page."""

    id = Integer()
    url = String()
    reference = String()
    state = String()
    label = String()
    promises = List(Nested(PromiseShown))


class MessageShown(Schema):
    id = Integer()
    url = String()
    visibility = String()
    is_from_staff = Boolean()
    author = String(allow_none=True)
    in_short = String(allow_none=True)
    checked_on = Date(allow_none=True)
    true_until = Date(allow_none=True)
    body = String()
    html = String()
    answer_id = Integer(allow_none=True)
    written_at = DateTime()


class MessageInside(MessageShown):
    """Inside a ticket; the description of the API may name a shape only once."""


class TopicNamed(Schema):
    slug = String()
    name = String()


class TicketLine(Schema):
    """`topic` is null while nobody has said what it is about."""

    id = Integer()
    url = String()
    reference = String()
    state = String()
    label = String()
    title = String()
    kind = String()
    service = String()
    topic = Nested(TopicNamed, allow_none=True)
    impact = String()
    urgency = String()
    source = String()
    thread_id = Integer(allow_none=True)
    assignee = Integer(allow_none=True)
    opened_at = DateTime()
    due_at = DateTime(allow_none=True)
    closed_at = DateTime(allow_none=True)


class TicketShown(TicketLine):
    promises = List(Nested(PromiseShown))
    messages = List(Nested(MessageInside))


TicketList = listed(TicketLine, "TicketList")


def line(ticket: Ticket) -> dict[str, Any]:
    return {
        **_named(ticket),
        "title": ticket.title,
        "kind": ticket.kind,
        "service": ticket.service.slug,
        "topic": _topic(ticket.topic),
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "source": ticket.source_kind,
        "thread_id": ticket.source_id if ticket.source_kind == "thread" else None,
        "assignee": ticket.assignee_id,
        "opened_at": ticket.opened_at,
        "due_at": ticket.due_at,
        "closed_at": ticket.closed_at,
    }


def escalated(ticket: Ticket, clocks: list[Clock]) -> dict[str, Any]:
    return {**_named(ticket), "promises": [promise(clock) for clock in clocks]}


def counted(clock: Clock, log: list[Entry]) -> dict[str, Any]:
    """The pieces add up to what was promised: who adds the counted ones finds the deadline."""
    calendar, _, began_at, *_ = clock.promised
    deadline = deadline_of(clock.promised, log, now=now())
    waits = pauses(log, clock.promised, until=now())
    known = incidents(clock.promised, until=now())
    pieces = explain(calendar, began_at, deadline, waits, known)
    return promise(clock) | {
        "deadline": deadline,
        "pieces": [piece._asdict() for piece in pieces],
    }


def promise(clock: Clock) -> dict[str, Any]:
    return {
        "clock": clock.name,
        "turn": clock.turn,
        "minutes": clock.promised.minutes,
        "began_at": clock.promised.began_at,
        "due_at": clock.due_at,
        "met_at": clock.met_at,
        "broken_at": clock.broken_at,
    }


def message(ticket: Ticket, written: Message) -> dict[str, Any]:
    return _entry(ticket, written)


def note(ticket: Ticket, written: InternalNote) -> dict[str, Any]:
    """Of the same shape: a program of the desk lists it among the messages."""
    return _entry(ticket, written)


def _entry(ticket: Ticket, written: TicketEntry) -> dict[str, Any]:
    return {
        "id": written.id,
        "url": f"{page_of(ticket.reference)}#message-{written.id}",
        "visibility": written.visibility,
        "is_from_staff": written.is_from_staff,
        "author": written.author.shown_name if written.author else None,
        "in_short": written.in_short,
        "checked_on": written.checked_on,
        "true_until": written.true_until,
        "body": publish_text(written.body),
        "html": publish_text(written.html),
        "answer_id": written.answer_id,
        "written_at": written.written_at,
    }


def _topic(topic: Topic | None) -> dict[str, str] | None:
    return {"slug": topic.slug, "name": topic.name} if topic else None


def _named(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "url": page_of(ticket.reference),
        "reference": ticket.reference,
        "state": ticket.state,
        "label": CITIZEN_LABELS[State(ticket.state)],
    }


def page_of(reference: str) -> str:
    return f"{current_app.config['BASE_URL']}/tickets/{reference}"
