"""A ticket with all that belongs to it, and the rules that bring questions to the desk."""

from moderation.helpdesk.models.messages import Affected, InternalNote, Message, TicketEntry
from moderation.helpdesk.models.owning import TicketOwner
from moderation.helpdesk.models.promises import PromiseChange, TicketPromise
from moderation.helpdesk.models.publishing import ConfirmedPassage
from moderation.helpdesk.models.resuming import ResumeCode
from moderation.helpdesk.models.rules import EscalationRule, LeftAlone
from moderation.helpdesk.models.steps import TicketStep
from moderation.helpdesk.models.tickets import StateMove, Ticket

__all__ = [
    "Affected",
    "ConfirmedPassage",
    "EscalationRule",
    "InternalNote",
    "LeftAlone",
    "Message",
    "PromiseChange",
    "ResumeCode",
    "StateMove",
    "Ticket",
    "TicketEntry",
    "TicketOwner",
    "TicketPromise",
    "TicketStep",
]
