"""A ticket with all that belongs to it, and the rules that bring questions to the desk."""

from moderation.helpdesk.models.rules import EscalationRule, LeftAlone
from moderation.helpdesk.models.steps import TicketStep
from moderation.helpdesk.models.tickets import (
    Affected,
    Message,
    PromiseChange,
    StateMove,
    Ticket,
    TicketPromise,
)

__all__ = [
    "Affected",
    "EscalationRule",
    "LeftAlone",
    "Message",
    "PromiseChange",
    "StateMove",
    "Ticket",
    "TicketPromise",
    "TicketStep",
]
