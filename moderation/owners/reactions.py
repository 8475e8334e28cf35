"""Who hears of a ticket that is passed on: the next person, then whoever gave it."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.owners.events import TransferEnded, TransferEvent, TransferProposed
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


def _owe(kind: str, event: TransferEvent, member_id: int) -> None:
    owe(kind, event_id=event.event_id, recipient=f"member:{member_id}", subject_id=event.ticket_id)
