"""What the desk's page of a ticket shows of what keeps it."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.helpdesk.criteria import NOTHING
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages
from moderation.helpdesk.queries import kind_of
from moderation.holds import queries


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """That its kind keeps it, which holds do, and for managers the way to open one."""
    part = get_template_attribute("holds/parts.html", "of_ticket")
    is_manager = reader is not None and manages(reader)
    found: dict[int, Markup] = {}
    for ticket in (one for id_ in ticket_ids if (one := db.get(Ticket, id_))):
        holds = queries.kept_by(ticket)
        by_kind = ticket.is_live and kind_of(ticket.kind).keeps != NOTHING
        if holds or by_kind or is_manager:
            found[ticket.id] = part(ticket, holds, by_kind, is_manager)
    return found
