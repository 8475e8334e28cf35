"""Articles and solved public questions that read like what somebody wrote in private."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.similar import Similar, similar_to
from moderation.helpdesk.models import Message, Ticket

MOST = 3
LOOKED_AT = 10
ALIKE = 0.4
"""Of an article: nearly every second word of the titles is the same, rare ones counting more."""


def likely_answers(ticket: Ticket) -> Sequence[Similar]:
    """At most three articles and solved questions that everybody may read; none for what began in
    public. A title that could be taken for an address is left out: a mail with it could lead
    somebody astray.
    """
    if ticket.source_kind != "direct":
        return []
    first = select(Message.body).where(Message.ticket_id == ticket.id).order_by(Message.id).limit(1)
    said: dict[str, Any] = {"title": ticket.title, "body": db.scalar(first) or "", "reader": None}
    found = [*_articles(said), *similar_to("thread", **said, most=LOOKED_AT)]
    return [one for one in found if one.mark and not _is_address(one.title)][:MOST]


def _articles(said: dict[str, Any]) -> list[Similar]:
    """Only near ones: they would stand before questions that are nearer."""
    found = similar_to("article", **said, most=MOST)
    return [one for one in found if one.shared >= ALIKE]


def _is_address(title: str) -> bool:
    return any(sign in title.lower() for sign in ("://", "www.", "@"))
