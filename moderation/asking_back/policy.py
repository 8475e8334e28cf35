"""After which tickets we ask, and whom."""

from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State

NEVER_AFTER = {"legal_notice", "safety_concern"}
"""Kinds after which nobody is asked how content they were."""
ENDED = {State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED, State.WITHDRAWN}


def is_asked_back(ticket: Ticket) -> bool:
    """Not under 18, not staff, who would judge their own house, and nobody whose account is gone.
    Without an account, whoever wrote.
    """
    if ticket.kind in NEVER_AFTER:
        return False
    opener = ticket.opener
    if opener is None:
        return True
    return opener.is_active and not opener.is_staff and not opener.is_under_18


def has_ended(ticket: Ticket) -> bool:
    """One that was joined with another has ended as far as it can by itself."""
    return ticket.state in ENDED or ticket.state == State.MERGED
