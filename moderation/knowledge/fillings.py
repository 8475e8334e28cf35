"""On the page of a ticket: articles like it, and the way to one made from its answer."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.similar import similar_to
from moderation.helpdesk.models import Message, Ticket

MOST = 5
MOST_LIKE = 3
ALIKE = 0.3
"""Their titles share about every third word, the rare ones counting more."""


def like_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Articles that may answer a ticket at work, to read and to link."""
    part = get_template_attribute("knowledge/fillings.html", "like_ticket")
    filled = {}
    for id_ in ticket_ids:
        title = db.get_one(Ticket, id_).title
        found = similar_to("article", title=title, reader=reader, most=MOST_LIKE)
        near = [one for one in found if one.shared >= ALIKE]
        filled[id_] = part(near) if near else Markup("")
    return filled


def at_desk(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Answers of ours that went to the person only."""
    rows = select(Message.ticket_id, Message.id, Message.written_at, Ticket.reference)
    rows = rows.join(Ticket, Ticket.id == Message.ticket_id).where(Ticket.id.in_(ticket_ids))
    rows = rows.where(Message.in_short.is_not(None), Message.is_from_staff)
    rows = rows.where(Message.visibility == "private").order_by(Message.id.desc()).limit(MOST)
    found: dict[tuple[int, str], list[tuple[int, object]]] = {}
    for ticket_id, message_id, at, reference in db.execute(rows):
        found.setdefault((ticket_id, reference), []).append((message_id, at))
    part = get_template_attribute("knowledge/fillings.html", "at_desk")
    return {id_: part(reference, answers) for (id_, reference), answers in found.items()}
