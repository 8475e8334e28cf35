"""Who sees a sub-task, who asks for one, and who says how it ended."""

from collections.abc import Collection

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from moderation.helpdesk.policy import may_see as may_read
from moderation.helpdesk.policy import works_at_desk
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import MOVES, State


def may_ask(member: Member | None) -> bool:
    return works_at_desk(member)


def may_see(member: Member, subtask: Subtask, services: Collection[int]) -> bool:
    """Whoever at the desk may read its ticket, and staff who work for the department that was
    asked; to them the ticket is not shown.
    """
    is_theirs = subtask.service_id in services or subtask.assignee_id == member.id
    if is_theirs and member.works_as(STAFF_ROLES):
        return True
    return works_at_desk(member) and may_read(member, subtask.ticket)


def ends_open_to(member: Member, subtask: Subtask) -> list[State]:
    """Only the desk takes back what it asked for."""
    ends = [one for one in State if one in MOVES[State(subtask.state)]]
    return [one for one in ends if one != State.WITHDRAWN or may_ask(member)]
