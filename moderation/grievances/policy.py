"""Who may complain about a broken promise, and who may review that: nobody who had a part in it."""

from collections.abc import Collection

from forum.accounts.models import Member
from moderation.grievances.models import Grievance
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import may_see
from moderation.helpdesk.queries import kind_of
from moderation.helpdesk.states import State

ENDED = {State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED}


def may_ask_again(ticket: Ticket) -> bool:
    """It was answered or closed, and its kind offers a second look by somebody else."""
    return ticket.state in ENDED and kind_of(ticket.kind).second_days > 0


def may_review(member: Member, grievance: Grievance, involved: Collection[int]) -> bool:
    """`involved` is everybody who ever did something on the ticket."""
    if not may_see(member, grievance.ticket) or member.id == grievance.ticket.opener_id:
        return False
    return member.id != grievance.holder_id and member.id not in involved
