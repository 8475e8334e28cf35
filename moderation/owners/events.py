"""What can have happened to a ticket on its way to the next person."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class TransferEvent(TicketEvent):
    transfer_id: int


@dataclass(frozen=True, kw_only=True)
class TransferProposed(TransferEvent, kind="ticket_transfer_proposed"):
    """The next person is asked to say yes."""

    to_id: int


@dataclass(frozen=True, kw_only=True)
class TransferEnded(TransferEvent, kind="ticket_transfer_ended"):
    """`state` says how: confirmed, refused, returned, withdrawn or forced."""

    state: str
