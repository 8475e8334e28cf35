"""Who may pass a ticket on, say yes to it, and give one over without asking."""

from forum.accounts.models import Member
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.helpdesk.queries import Owner
from moderation.owners.models import TicketTransfer


def may_pass_on(member: Member | None, owner: Owner | None) -> bool:
    """Whoever is responsible, and managers."""
    if member is None or owner is None or not works_at_desk(member):
        return False
    return member.id == owner.id or manages(member)


def may_answer(member: Member | None, transfer: TicketTransfer) -> bool:
    """Only the next person themselves says yes or no."""
    return member is not None and works_at_desk(member) and member.id == transfer.to_id


def may_take_back(member: Member | None, transfer: TicketTransfer) -> bool:
    """Whoever is responsible still, whoever proposed it, and managers."""
    if member is None or not works_at_desk(member):
        return False
    return member.id in (transfer.from_id, transfer.by_id) or manages(member)
