"""People with the same problem join a ticket: they hear its outcome and need none of their own."""

from typing import Any

from sqlalchemy import delete, insert, literal, select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.ideas.models import Support
from forum.kernel.clock import now
from forum.kernel.db import Moment, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads.models import MeToo
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import TicketJoined
from moderation.helpdesk.models import Affected, Ticket


def join(ticket: Ticket, *, by: Member) -> None:
    """Be told the outcome too; once is enough."""
    if not by.may(Privilege.ME_TOO):
        raise Refused("Your account cannot do this now. You can contact the council in private.")
    note_affected(ticket, by.id)


def note_affected(ticket: Ticket, member_id: int) -> None:
    """The same, for somebody who said so on the thread."""
    if member_id == ticket.opener_id:
        return
    if insert_once(Affected, ticket_id=ticket.id, member_id=member_id, since=now()):
        publish(TicketJoined(actor_id=member_id, **named(ticket)))


def leave(ticket: Ticket, *, member_id: int) -> None:
    """They took their "me too" back."""
    theirs = (Affected.ticket_id == ticket.id) & (Affected.member_id == member_id)
    db.execute(delete(Affected).where(theirs))


def bring_along(ticket: Ticket) -> None:
    """Everybody who had said so before the ticket was opened: "me too" on a question, or support
    of an idea that turned out to be a fault.
    """
    who, about = _SAID_SO[ticket.source_kind]
    known = (about == ticket.source_id, who != ticket.opener_id)
    sharers = select(who, literal(ticket.id), literal(now(), Moment())).where(*known)
    db.execute(insert(Affected).from_select(["member_id", "ticket_id", "since"], sharers))


_SAID_SO: dict[str, tuple[Any, Any]] = {
    "thread": (MeToo.member_id, MeToo.thread_id),
    "idea": (Support.member_id, Support.idea_id),
}
