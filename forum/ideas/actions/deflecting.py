"""Finding that somebody else has put the same idea forward, and standing behind theirs."""

from datetime import timedelta

from forum.accounts.models import Member
from forum.ideas import policy
from forum.ideas.actions.changing import named
from forum.ideas.actions.supporting import support
from forum.ideas.events import IdeaDeflected
from forum.ideas.models import Idea
from forum.kernel import limits
from forum.kernel.errors import TooMany
from forum.kernel.events import publish
from forum.kernel.limits import Limit

ONCE = Limit("another idea instead", 1, timedelta(days=1), "You have said so already.")


def support_instead(idea: Idea, *, by: Member) -> None:
    """This idea stands for one that need not be written; counted once a day for each person.

    One that is decided takes no supporters, but may have answered the person all the same.
    """
    if policy.takes_supports(idea):
        support(idea, by=by)
    try:
        limits.spend(ONCE, (by.id, idea.id))
    except TooMany:
        return

    publish(IdeaDeflected(**named(idea, by=by.id)))
