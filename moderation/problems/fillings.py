"""What a ticket’s pages show of the problem it comes from: to the desk, and to the person."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.text import shown
from moderation.helpdesk.models import Ticket
from moderation.problems import queries
from moderation.problems.states import LABELS, PUBLIC_LABELS, State


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The problems it is linked with, those that read like it, and a way to the others."""
    linked = queries.problems_of(ticket_ids)
    found = {}
    for ticket in _tickets(ticket_ids):
        here = linked.get(ticket.id, [])
        near = (
            queries.problems_like(ticket.title, but=[one.id for one in here])
            if ticket.is_live
            else []
        )
        shows = {"ticket": ticket, "linked": here, "near": near, "labels": LABELS}
        found[ticket.id] = _part("at_desk.html", "at_desk", **shows)
    return found


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """A public problem, and what everybody was told before this ticket came."""
    linked = queries.problems_of(ticket_ids)
    found = {}
    for id_ in ticket_ids:
        public = [
            (one.title, queries.public_path(one.id), PUBLIC_LABELS[State(one.state)])
            for one in linked.get(id_, [])
            if one.is_public
        ]
        told = [shown(one.html) for one in queries.acknowledged_on(id_)] if linked else []
        if public or told:
            found[id_] = _part("fillings.html", "on_ticket", public=public, told=told)
    return found


def _tickets(ids: Sequence[int]) -> list[Ticket]:
    """The page has them already."""
    return [ticket for id_ in ids if (ticket := db.get(Ticket, id_))]


def _part(template: str, name: str, **shows: object) -> Markup:
    html: Markup = get_template_attribute(f"problems/{template}", name)(**shows)
    return html
