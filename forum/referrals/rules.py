"""When a referral counts: a pure function of what was said about the answers to one's questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST, WITHIN = 20, timedelta(days=30)
"""So many referrals of one who invites are accepted in so many days."""
WAITS_FOR = timedelta(days=30)
"""How long a yes waits for its address to be proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The person who asked took an answer as the solution, or no longer does."""

    event_id: int
    at: datetime
    thread_id: int
    answer_id: int
    helper_id: int
    is_accepted: bool


def counted_since(said: Iterable[Said], *, inviter_id: int, invited_id: int) -> datetime | None:
    """Since when a question is solved by somebody who is neither of the two; None while none is.

    In whatever order and however often the same is told, the answer is the same.
    """
    solved: dict[int, Said] = {}
    for one in sorted(set(said), key=lambda one: (one.at, one.event_id)):
        if one.is_accepted:
            solved[one.thread_id] = one
        elif one.thread_id in solved and solved[one.thread_id].answer_id == one.answer_id:
            del solved[one.thread_id]
    by_others = (one for one in solved.values() if one.helper_id not in (inviter_id, invited_id))
    return min((one.at for one in by_others), default=None)
