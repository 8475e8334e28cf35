"""A new ticket is given to somebody where its service says so."""

from moderation.helpdesk.events import TicketOpened
from moderation.rota import actions


def give_new(event: TicketOpened) -> None:
    """Twice is harmless: what is with somebody stays there."""
    actions.give(event.ticket_id)
