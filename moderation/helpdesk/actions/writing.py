"""Putting a message down on a ticket."""

from dataclasses import dataclass

from markupsafe import escape

from forum.kernel.db import db
from forum.kernel.text import RENDERER_VERSION
from forum.kernel.written import Written
from moderation.helpdesk.models import Message, Ticket


@dataclass(frozen=True)
class Voice:
    """Who writes, and by which way it came; `nonce` belongs to one showing of a form."""

    author_id: int | None
    is_from_staff: bool = False
    channel: str = "web"
    nonce: str | None = None


def put_down(
    ticket: Ticket,
    body: Written,
    *,
    voice: Voice,
    visibility: str,
    answer_id: int | None = None,
) -> Message:
    """The row alone: the caller has judged who may and says what follows."""
    message = Message(
        ticket_id=ticket.id,
        author_id=voice.author_id,
        is_from_staff=voice.is_from_staff,
        visibility=visibility,
        channel=voice.channel,
        body=body.source,
        html=body.html,
        renderer=body.renderer,
        answer_id=answer_id,
        nonce=voice.nonce,
    )
    db.add(message)
    db.flush()
    return message


def plain(text: str) -> Written:
    """A few words of a one-line field, without formatting."""
    return Written(text, str(escape(text)).join(("<p>", "</p>")), RENDERER_VERSION)
