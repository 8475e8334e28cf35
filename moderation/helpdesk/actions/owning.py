"""Saying who is responsible for a ticket: the first who has it, then whoever takes it on."""

from sqlalchemy import update

from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.events import publish
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import TicketOwned
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.helpdesk.queries import works_for


def own_first(ticket: Ticket, member_id: int) -> None:
    """Of two at once the first stays; whoever only helps out, from another service, is not it."""
    if not works_for(member_id, ticket.service_id):
        return
    if insert_once(TicketOwner, ticket_id=ticket.id, owner_id=member_id, since=now()):
        publish(TicketOwned(actor_id=None, **named(ticket, owner_id=member_id)))


def hand_on(ticket: Ticket, member_id: int, *, by_id: int | None) -> None:
    """Somebody else is responsible from now on; the caller holds the ticket."""
    own_first(ticket, member_id)
    other = (TicketOwner.ticket_id == ticket.id) & (TicketOwner.owner_id != member_id)
    changed = update(TicketOwner).where(other).values(owner_id=member_id, since=now())
    if db.execute(changed.returning(TicketOwner.ticket_id), execution_options=SILENT).all():
        ticket.version += 1
        publish(TicketOwned(actor_id=by_id, **named(ticket, owner_id=member_id)))
