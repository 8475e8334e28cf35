"""What the desk's page of an answered request for information shows of the log."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.disclosures.queries import disclosure_of
from moderation.disclosures.wording import LISTED
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State

OVER = (State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED)


def at_desk(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    part = get_template_attribute("disclosures/parts.html", "of_ticket")
    tickets = [ticket for id_ in ticket_ids if (ticket := db.get(Ticket, id_))]
    return {
        ticket.id: part(ticket, disclosure_of(ticket))
        for ticket in tickets
        if ticket.kind == LISTED and ticket.state in OVER
    }
