"""Finding that a question was answered before it had to be asked."""

from datetime import timedelta

from forum.accounts.models import Member
from forum.kernel import limits
from forum.kernel.errors import TooMany
from forum.kernel.events import publish
from forum.kernel.limits import Limit
from forum.threads.events import QuestionDeflected
from forum.threads.models import Thread

ONCE = Limit("solved by another question", 1, timedelta(days=1), "You have said so already.")


def deflect(thread: Thread, *, by: Member | None, place: str) -> None:
    """This thread solved what somebody was about to ask; counted once a day for each of them.

    `place` tells visitors apart as well as can be done without following them.
    """
    try:
        limits.spend(ONCE, (by.id if by else place, thread.id))
    except TooMany:
        return

    publish(QuestionDeflected(actor_id=by.id if by else None, thread_id=thread.id))
