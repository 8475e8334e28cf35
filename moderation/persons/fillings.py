"""What other pages show of a person: what they need, and the way to their page."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import get_template_attribute, request
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.helpdesk.keys import key_lent
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import CITIZEN_LABELS
from moderation.persons import queries


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """What the person of a ticket needs of us, and the way to their page."""
    return {ticket.id: _panel(ticket) for id_ in ticket_ids if (ticket := db.get(Ticket, id_))}


def on_privacy(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The way to what the desk keeps about oneself; asks the database nothing."""
    if reader is None or reader.id not in member_ids:
        return {}
    return {reader.id: _part("on_privacy")}


def brought_otherwise(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """What somebody brought to us in other ways, among their own tickets."""
    if reader is None or reader.id not in member_ids:
        return {}
    person = queries.person_of_member(reader.id)
    found = (
        queries.brought_otherwise(person.id, cursor=request.args.get("also")) if person else None
    )
    if person is None or found is None or not found.items:
        return {}
    shown: dict[str, Any] = {"found": found, "labels": CITIZEN_LABELS, "way_of": queries.way_of}
    shown["key_to"] = partial(key_lent, person_id=person.id)
    return {reader.id: _part("brought_otherwise", **shown)}


def _panel(ticket: Ticket) -> Markup:
    is_somebody = ticket.opener_id is not None or bool(ticket.contact_email)
    person = queries.person_of_ticket(ticket.id)
    needs = queries.needs_of(person) if person else None
    return _part("at_desk", ticket=ticket, person=needs, is_somebody=is_somebody or bool(person))


def _part(name: str, **shown: object) -> Markup:
    html: Markup = get_template_attribute("persons/fillings.html", name)(**shown)
    return html
