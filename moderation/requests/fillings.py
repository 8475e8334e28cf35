"""What staff find beside a post: the way to mark it; and on a ticket the reply it came from."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.text import shown
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.requests import queries

A_POST = "{post}"
"""Stands in the link until each post's number does: twenty links are made from one."""


def on_posts(post_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For the desk only, without a query."""
    if not works_at_desk(reader):
        return {}
    link = _part("link", A_POST)
    return {post_id: link.replace(A_POST, str(post_id)) for post_id in post_ids}


def on_ideas(idea_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    if not works_at_desk(reader):
        return {}
    return {idea_id: _part("on_idea", idea_id) for idea_id in idea_ids}


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """An answer or a comment; a question or an idea the page shows itself."""
    found: dict[int, Markup] = {}
    for ticket in (one for id_ in ticket_ids if (one := db.get(Ticket, id_))):
        if post := queries.reply_behind(ticket, to=reader):
            found[ticket.id] = _part("of_ticket", post, shown(post.html))
    return found


def _part(name: str, *shown_: object) -> Markup:
    html: Markup = get_template_attribute("requests/parts.html", name)(*shown_)
    return html
