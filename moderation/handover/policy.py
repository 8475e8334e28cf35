"""Who keeps outside desks, and who hands a ticket over."""

from forum.accounts.models import Member
from forum.topics.policy import may_keep_catalogue
from moderation.handover.models import HandOver, OutsideDesk
from moderation.handover.states import INTERNAL, NEEDS_PERSON
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk


def may_keep_desks(member: Member | None) -> bool:
    return member is not None and may_keep_catalogue(member)


def may_hand_over(member: Member | None, ticket: Ticket) -> bool:
    """Anybody at the desk, while the ticket is at work."""
    return works_at_desk(member) and ticket.is_live


def needs_person(hand_over: HandOver) -> bool:
    """Refused or tried too often; what ended before it was sent needs nobody."""
    return hand_over.state in NEEDS_PERSON and hand_over.fault != "ended"


def is_outside(desk: OutsideDesk) -> bool:
    return desk.kind != INTERNAL
