"""Who keeps problems, and who reads one."""

from forum.accounts.models import Member
from moderation.helpdesk.policy import works_at_desk
from moderation.problems.models import Problem
from moderation.problems.states import MOVES, State


def may_keep(member: Member | None) -> bool:
    return works_at_desk(member)


def may_see(member: Member | None, problem: Problem) -> bool:
    return problem.is_public or may_keep(member)


def moves_of(problem: Problem) -> list[State]:
    """Where it may go, in the order of the table; no known error without a cause."""
    is_known = bool(problem.cause and problem.workaround)
    open_ones = [one for one in State if one in MOVES[State(problem.state)]]
    return [one for one in open_ones if is_known or one != State.KNOWN_ERROR]
