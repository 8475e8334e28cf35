"""What of a ticket is known to be private, looked for in a text that everybody will read."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.paging import LARGEST
from forum.kernel.site import site
from forum.kernel.text import Passage, passages, publish_text
from moderation.helpdesk.models import Message, Ticket

ENOUGH = 50
LONG_ENOUGH = 20_000
SHORTEST_REASON = 3


def passages_in(text: str, ticket: Ticket) -> list[Passage]:
    """What in the text may tell who the person is, with what they wrote on the ticket in mind.

    The name of somebody who asked everybody stands on the question already, and what the place
    says of itself and of the service tells of nobody.
    """
    names = [ticket.contact_name or ""]
    if ticket.opener and ticket.source_kind != "thread":
        names.append(ticket.opener.name)
    ours = _said_of_us(ticket)
    found = passages(text, names=names, told=_told(ticket))
    return [one for one in found if one.words not in ours]


def unconfirmed(found: Sequence[Passage], confirmed: Mapping[str, str]) -> list[Passage]:
    """Each of those once that nobody has given a reason for."""
    left = {one.words: one for one in found}
    return [
        one for one in left.values() if len(confirmed.get(one.words, "").strip()) < SHORTEST_REASON
    ]


def may_be_published(message: Message, ticket: Ticket) -> bool:
    """An answer of ours that only the person has read, to a question that all can read."""
    is_ours = message.is_from_staff and message.visibility == "private"
    is_here = message.ticket_id == ticket.id and message.answer_id is None
    return is_ours and is_here and ticket.source_kind == "thread"


def message_of(ticket: Ticket, message_id: int) -> Message | None:
    number = min(message_id, LARGEST)
    rows = select(Message).where(Message.ticket_id == ticket.id, Message.id == number)
    return db.scalar(rows)


def _said_of_us(ticket: Ticket) -> str:
    place, service = site(), ticket.service
    said = (place.phone, place.desk, service.phone, service.email, service.place)
    return "\n".join(part or "" for part in said)


def _told(ticket: Ticket) -> str:
    """What the person wrote where only the desk reads it."""
    own = select(Message.body).where(
        Message.ticket_id == ticket.id, ~Message.is_from_staff, Message.visibility != "public"
    )
    said = db.scalars(own.order_by(Message.id.desc()).limit(ENOUGH))
    return "\n\n".join(publish_text(words) for words in said)[:LONG_ENOUGH]
