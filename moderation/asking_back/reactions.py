"""A ticket has ended, in whichever way: its person is asked how it was."""

from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from moderation.asking_back import actions, queries
from moderation.asking_back.policy import ENDED
from moderation.helpdesk.events import TicketAnswered, TicketMoved
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import are_of_one_person
from moderation.helpdesk.states import State

HEARD_BEFORE = "answered"
"""The move that comes with an answer, whose own event is the one that counts."""


@serves(Origin.LIVE, Origin.DEMO)
def ask_with_answer(event: TicketAnswered) -> None:
    """A private answer is mailed. A public one is told by notifications, so it waits on the page
    of the ticket.
    """
    ticket = db.get_one(Ticket, event.ticket_id)
    actions.ask_back(ticket, rides=event.answer_id is None, at=event.row.happened_at)


@serves(Origin.LIVE, Origin.DEMO)
def ask_at_end(event: TicketMoved) -> None:
    """Also whoever's ticket was joined with this one: they hear how it ended, too."""
    if event.state not in ENDED:
        return
    ticket, at = db.get_one(Ticket, event.ticket_id), event.row.happened_at
    if event.reason != HEARD_BEFORE:
        actions.ask_back(ticket, rides=_is_mailed(event, ticket), at=at)
    for joined in queries.joined_into(ticket.id):
        if not are_of_one_person(joined, ticket):
            actions.ask_back(joined, rides=event.state != State.RESOLVED, at=at)


def _is_mailed(event: TicketMoved, ticket: Ticket) -> bool:
    """Whoever ended it themselves stands on its page and needs no mail."""
    is_their_own = event.actor_id is not None and event.actor_id == ticket.opener_id
    return event.state == State.CLOSED_UNRESOLVED and not is_their_own
