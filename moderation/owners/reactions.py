"""Who hears of a ticket that is passed on, and of a broken promise of one that nobody had."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.helpdesk.events import PromiseBroken, TicketEvent
from moderation.helpdesk.models import Ticket
from moderation.owners import queries
from moderation.owners.events import TransferEnded, TransferProposed
from moderation.owners.models import TicketTransfer
from moderation.owners.wording import FORCED, REFUSED, RETURNED

TOLD = {REFUSED, RETURNED}
"""When it stays with them the giver hears so; a yes they see on the ticket."""


def ask_next_person(event: TransferProposed) -> None:
    _owe("transfer_proposed", event, event.to_id)


def tell_how_it_ended(event: TransferEnded) -> None:
    transfer = db.get_one(TicketTransfer, event.transfer_id)
    if event.state in TOLD:
        _owe("transfer_ended", event, transfer.from_id)
    if event.state == FORCED:
        _owe("transfer_ended", event, transfer.to_id)


def tell_the_service(event: PromiseBroken) -> None:
    """A promise is broken for which nobody is responsible: whoever answers for its service."""
    for member_id in queries.answer_for(db.get_one(Ticket, event.ticket_id)):
        _owe("promise_unheld", event, member_id)


def _owe(kind: str, event: TicketEvent, member_id: int) -> None:
    owe(kind, event_id=event.event_id, recipient=f"member:{member_id}", subject_id=event.ticket_id)
