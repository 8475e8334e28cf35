"""Putting a message down on a ticket, and what every deed on a ticket shares."""

from dataclasses import dataclass
from typing import Any, TypeVar

from markupsafe import escape

from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import channel_now, publish
from forum.kernel.text import RENDERER_VERSION
from forum.kernel.written import Written
from forum.threads.actions import touch
from forum.threads.briefs import Brief
from moderation.helpdesk import queries
from moderation.helpdesk.events import TicketMessageWritten
from moderation.helpdesk.models import InternalNote, Message, Ticket, TicketEntry

Kind = TypeVar("Kind", bound=TicketEntry)

SENT_OTHERWISE = (
    "This form has left a note or a message already. Open the page again to write another."
)
KEPT_OF_VOICE = ("via_id", "sender", "is_thanks", "is_by_reference")


@dataclass(frozen=True)
class Voice:
    """Who writes; `nonce` belongs to one showing of a form, `via_id` is the ticket they wrote on
    when that was joined with the ticket of somebody else; `sender` is an address
    that is not known to be the person’s, `is_by_reference` says that it may be anybody’s.
    """

    author_id: int | None
    is_from_staff: bool = False
    nonce: str | None = None
    via_id: int | None = None
    sender: str | None = None
    is_thanks: bool = False
    is_by_reference: bool = False


def put_down(
    ticket: Ticket,
    body: Written,
    *,
    voice: Voice,
    is_public: bool = False,
    answer_id: int | None = None,
    brief: Brief | None = None,
) -> Message:
    """The row alone: the caller has judged who may and says what follows."""
    told = {"visibility": "public" if is_public else "private", "answer_id": answer_id}
    told |= vars(brief) if brief else {}
    message = Message(**_said(ticket, body, voice), **told)
    _keep(ticket, message)
    return message


def note_down(ticket: Ticket, body: Written, *, voice: Voice) -> InternalNote:
    """The same for a note between staff."""
    note = InternalNote(**_said(ticket, body, voice))
    _keep(ticket, note)
    return note


def _said(ticket: Ticket, body: Written, voice: Voice) -> dict[str, Any]:
    return {
        "ticket_id": ticket.id,
        "author_id": voice.author_id,
        "is_from_staff": voice.is_from_staff,
        "channel": channel_now(),
        "body": body.source,
        "html": body.html,
        "renderer": body.renderer,
        "nonce": _unused(voice.nonce),
        **{name: getattr(voice, name) for name in KEPT_OF_VOICE},
    }


def _keep(ticket: Ticket, entry: TicketEntry) -> None:
    db.add(entry)
    db.flush()
    ticket.version += 1


def written_before(kind: type[Kind], ticket: Ticket, nonce: str | None) -> Kind | None:
    """What the same showing of a form has written. Raises Refused when that was of the other kind:
    nobody shall think that a note was sent, or that a message was not.
    """
    written = queries.written_with(nonce)
    if written is None or written.ticket_id != ticket.id:
        return None
    if not isinstance(written, kind):
        raise Refused(SENT_OTHERWISE)
    return written


def say_written(ticket: Ticket, entry: TicketEntry) -> None:
    facts = named(ticket, message_id=entry.id, visibility=entry.visibility)
    publish(TicketMessageWritten(actor_id=entry.author_id, **facts))


def _unused(nonce: str | None) -> str | None:
    """One that is taken belongs to another ticket: somebody made it up, so it is worth nothing."""
    return None if queries.written_with(nonce) is not None else nonce


def plain(text: str) -> Written:
    """A few words of a one-line field, without formatting."""
    return Written(text, f"<p>{escape(text)}</p>", RENDERER_VERSION)


def named(ticket: Ticket, **facts: Any) -> dict[str, Any]:
    """What an event about a ticket says: which one, where it came from, and what else there is."""
    return {"ticket_id": ticket.id, "source_id": ticket.source_id} | facts


def refresh_source(ticket: Ticket) -> None:
    """The thread's page shows the ticket, so it has changed too."""
    if ticket.source_kind == "thread" and ticket.source_id:
        touch(ticket.source_id)
