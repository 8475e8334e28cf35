"""Waiting for the news of a problem that everybody may read, instead of writing to us again."""

from forum.accounts.models import Member
from forum.follows import actions as follows
from forum.kernel.errors import Refused
from moderation.problems.models import Problem
from moderation.problems.states import AT_WORK

OVER = "This is not being worked on any more, so there would be nothing to tell you."


def follow(problem: Problem, *, by: Member) -> None:
    """Twice is harmless."""
    if problem.state not in AT_WORK:
        raise Refused(OVER)
    follows.follow(by=by, subject_id=problem.id)


def unfollow(problem: Problem, *, by: Member) -> None:
    follows.unfollow(by=by, subject_id=problem.id)
