"""Who may see a ticket, bring a thread to the desk, and move a ticket where."""

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, Privilege, Role
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import MOVED_BY_HAND, MOVES, OPENERS_MOVES, State

MANAGING = {Role.MANAGER, Role.ADMIN}


def works_at_desk(member: Member | None) -> bool:
    return member is not None and member.works_as(DESK_ROLES)


def is_opener(member: Member | None, ticket: Ticket) -> bool:
    return member is not None and ticket.opener_id == member.id


def manages(member: Member) -> bool:
    return member.works_as(MANAGING)


def may_see(member: Member | None, ticket: Ticket) -> bool:
    """Its opener, and the desk; of some kinds only those who manage it."""
    if member is None or is_opener(member, ticket):
        return member is not None
    return manages(member) if ticket.is_for_managers else works_at_desk(member)


def trigger_of(member: Member, author_id: int) -> str | None:
    """In which capacity somebody may bring this author’s thread to the desk; None when in none."""
    if not member.may(Privilege.ASK):
        return None
    if member.id == author_id:
        return "author"
    if member.is_staff:
        return "staff"
    return "advocate" if member.may(Privilege.ESCALATE_OTHERS) else None


def may_mark_duplicates(member: Member) -> bool:
    """Say that a question is the same as a ticket we have: staff, and advocates."""
    return member.works_here or member.may(Privilege.MARK_DUPLICATES)


def may_weigh(member: Member | None) -> bool:
    """Impact and urgency are said by staff, so that nobody can talk a ticket up."""
    return member is not None and member.works_here


def may_take_over(member: Member, ticket: Ticket) -> bool:
    """Give a ticket that somebody holds to somebody else."""
    return manages(member) or ticket.assignee_id in (None, member.id)


def moves_open_to(member: Member | None, ticket: Ticket) -> list[State]:
    """Where this person may move the ticket from where it is."""
    state = State(ticket.state)
    if state == State.MERGED:
        return []  # that it was joined with another one is undone, not moved away from
    if works_at_desk(member):
        return [after for after in MOVED_BY_HAND if after in MOVES[state]]
    mine = OPENERS_MOVES[state] if is_opener(member, ticket) else set()
    return [after for after in MOVED_BY_HAND if after in mine & MOVES[state]]
