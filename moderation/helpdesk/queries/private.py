"""What of a ticket is known to be private, looked for in a text that everybody will read."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.paging import LARGEST
from forum.kernel.site import site
from forum.kernel.text import Passage, passages, publish_text
from forum.services.models import Service
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk.models import Message, Ticket, TicketEntry
from moderation.helpdesk.queries.tickets import last_ticket_of

ENOUGH = 50
LONG_ENOUGH = 20_000


def passages_in(text: str, ticket: Ticket) -> list[Passage]:
    """What in the text may tell who the person is, with what they wrote on the ticket in mind.

    The name of somebody who asked everybody stands on the question already, and what the place
    says of itself and of the service tells of nobody.
    """
    names = [ticket.contact_name or ""]
    if ticket.opener and ticket.source_kind != "thread":
        names.append(ticket.opener.name)
    ours = _said_of_us(ticket.service)
    found = passages(text, names=names, told=_told(ticket))
    return [one for one in found if one.words not in ours]


def passages_on(text: str, thread_id: int) -> list[Passage]:
    """The same for a text that stands on a question, whether or not it is a ticket."""
    if ticket := last_ticket_of(thread_id):
        return passages_in(text, ticket)
    rows = select(Service).join(Topic, Topic.service_id == Service.id)
    rows = rows.join(Thread, Thread.topic_id == Topic.id)
    ours = _said_of_us(db.scalars(rows.where(Thread.id == thread_id)).one())
    return [one for one in passages(text) if one.words not in ours]


def may_be_published(message: Message, ticket: Ticket) -> bool:
    """An answer of ours that only the person has read, to a question that all can read."""
    is_ours = message.is_from_staff and message.visibility == "private"
    is_here = message.ticket_id == ticket.id and message.answer_id is None
    return is_ours and is_here and ticket.source_kind == "thread"


def message_of(ticket: Ticket, message_id: int) -> Message | None:
    number = min(message_id, LARGEST)
    rows = select(Message).where(Message.ticket_id == ticket.id, Message.id == number)
    return db.scalar(rows)


def _said_of_us(service: Service) -> str:
    place = site()
    said = (place.phone, place.desk, service.phone, service.email, service.place)
    return "\n".join(part or "" for part in said)


def _told(ticket: Ticket) -> str:
    """What others than staff wrote where only the desk reads it."""
    said = select(TicketEntry.body).where(TicketEntry.ticket_id == ticket.id)
    said = said.where(~TicketEntry.is_from_staff, TicketEntry.visibility != "public")
    told = db.scalars(said.order_by(TicketEntry.id.desc()).limit(ENOUGH))
    return "\n\n".join(publish_text(words) for words in told)[:LONG_ENOUGH]
