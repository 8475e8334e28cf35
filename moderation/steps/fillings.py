"""What the desk's page of a ticket shows of its steps."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import steps_of


def at_desk(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """The page has the ticket already; the steps are one query, where its kind has any."""
    part = get_template_attribute("steps/parts.html", "of_ticket")
    found = {id_: ticket for id_ in ticket_ids if (ticket := db.get(Ticket, id_))}
    told = {id_: (ticket, steps_of(ticket)) for id_, ticket in found.items()}
    return {id_: part(ticket, steps) for id_, (ticket, steps) in told.items() if steps}
