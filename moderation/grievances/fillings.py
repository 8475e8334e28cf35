"""What stands beside a broken promise: complain about it, or where that complaint stands."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.grievances import queries
from moderation.grievances.reasons import PROMISES
from moderation.helpdesk.keys import ticket_opened_by
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener
from moderation.helpdesk.views.blueprint import key_sent


def promise_deeds(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Only for the person a ticket is for: it says nothing to other readers of a promise."""
    filled = {ticket_id: _deeds(ticket_id, reader) for ticket_id in ticket_ids}
    return {ticket_id: html for ticket_id, html in filled.items() if html}


def _deeds(ticket_id: int, reader: Member | None) -> Markup | None:
    ticket = db.get_one(Ticket, ticket_id)
    opened = ticket_opened_by(key_sent()) == ticket_id
    if not opened and not is_opener(reader, ticket):
        return None
    broken = queries.broken_promises(ticket_id)
    if not broken:
        return None
    made = {(one.clock, one.turn): one for one in queries.grievances_about(ticket_id)}
    lines = [(p, PROMISES[p.clock], made.get((p.clock, p.turn))) for p in broken]
    key = key_sent() if opened else None
    html: Markup = get_template_attribute("grievances/parts.html", "broken")(ticket, lines, key)
    return html
