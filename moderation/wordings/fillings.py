"""On the page of a ticket at work: answers that went to the person only and could be published."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.helpdesk.models import Message, Ticket

MOST = 5


def at_desk(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Each with the way to its page; only where the question is public."""
    rows = select(Message.ticket_id, Message.id, Message.written_at).join(
        Ticket, Ticket.id == Message.ticket_id
    )
    rows = rows.where(Ticket.id.in_(ticket_ids), Ticket.source_kind == "thread")
    rows = rows.where(Message.in_short.is_not(None), Message.answer_id.is_(None))
    rows = rows.where(Message.is_from_staff, Message.visibility == "private")
    rows = rows.order_by(Message.id.desc()).limit(MOST)
    found: dict[int, list[tuple[int, object]]] = {}
    for ticket_id, message_id, at in db.execute(rows):
        found.setdefault(ticket_id, []).append((message_id, at))
    part = get_template_attribute("wordings/parts.html", "to_publish")
    references = {id_: db.get_one(Ticket, id_).reference for id_ in found}
    return {id_: part(references[id_], answers) for id_, answers in found.items()}
