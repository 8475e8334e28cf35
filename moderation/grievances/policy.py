"""Who may complain about a broken promise, and who may review that: nobody who had a part in it."""

from collections.abc import Collection

from forum.accounts.models import Member
from moderation.grievances.models import Grievance
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, manages, works_at_desk


def may_read(member: Member | None, ticket: Ticket) -> bool:
    """The person whose ticket it is, and the desk; of some kinds only those who manage it."""
    if member is None or is_opener(member, ticket):
        return member is not None
    return manages(member) if ticket.is_for_managers else works_at_desk(member)


def may_review(member: Member, grievance: Grievance, involved: Collection[int]) -> bool:
    """`involved` is everybody who ever did something on the ticket."""
    if not may_read(member, grievance.ticket) or member.id == grievance.ticket.opener_id:
        return False
    return member.id != grievance.holder_id and member.id not in involved
