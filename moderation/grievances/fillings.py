"""What stands beside a broken promise: complain about it, or where that complaint stands."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.grievances import policy, queries
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
    made = {(one.clock, one.turn): one for one in queries.grievances_about(ticket_id)}
    lines = [
        (promise, PROMISES[promise.clock], made.get((promise.clock, promise.turn)))
        for promise in queries.broken_promises(ticket_id)
    ]
    second, offered = made.get((None, None)), policy.may_ask_again(ticket)
    if not lines and not second and not offered:
        return None
    key = key_sent() if opened else None
    part = get_template_attribute("grievances/parts.html", "deeds")
    html: Markup = part(ticket, lines, second, offered=offered, key=key)
    return html
