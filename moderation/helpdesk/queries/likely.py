"""Solved public questions that read like what somebody wrote in private."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.similar import Similar, similar_to
from moderation.helpdesk.models import Message, Ticket

MOST = 3
LOOKED_AT = 10


def likely_answers(ticket: Ticket) -> Sequence[Similar]:
    """At most three that everybody may read; none for what began in public. A title that could be
    taken for an address is left out: a mail with it could lead somebody astray.
    """
    if ticket.source_kind != "direct":
        return []
    first = select(Message.body).where(Message.ticket_id == ticket.id).order_by(Message.id).limit(1)
    found = similar_to(
        "thread", title=ticket.title, body=db.scalar(first) or "", reader=None, most=LOOKED_AT
    )
    return [one for one in found if one.mark and not _is_address(one.title)][:MOST]


def _is_address(title: str) -> bool:
    return any(sign in title.lower() for sign in ("://", "www.", "@"))
