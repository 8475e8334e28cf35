"""Who hears of tickets that were joined."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.bundles import queries
from moderation.bundles.events import TicketMerged
from moderation.helpdesk.events import TicketEvent, TicketMoved
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import are_of_one_person, mailed_as
from moderation.helpdesk.states import State

ENDS = (State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED, State.WITHDRAWN)


def tell_of_joining(event: TicketMerged) -> None:
    """The person of the ticket that was joined hears of it."""
    _owe("ticket_joined", event, db.get_one(Ticket, event.ticket_id))


def tell_outcome_to_joined(event: TicketMoved) -> None:
    """Whoever's ticket was joined with this one hears how it ended, if it is somebody else."""
    if event.state not in ENDS:
        return
    ticket = db.get_one(Ticket, event.ticket_id)
    for joined in queries.joined_into(ticket.id):
        is_told = event.state == State.RESOLVED and queries.has_heard_answer(joined, ticket)
        if not is_told and not are_of_one_person(joined, ticket):
            _owe("joined_outcome", event, joined)


def _owe(kind: str, event: TicketEvent, ticket: Ticket) -> None:
    if to := mailed_as(ticket):
        owe(kind, event_id=event.event_id, recipient=to, subject_id=ticket.id)
