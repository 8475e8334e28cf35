"""What recognition plugs in: what follows for it from what happens in other rooms, and its own."""

from datetime import timedelta

from forum.accounts.events import RoleChanged
from forum.ideas.events import IdeaHidden, IdeaMoved, IdeaReleased
from forum.kernel.tasks import Every
from forum.notifications import reactions as notifying
from forum.recognition import checks, reactions, tasks
from forum.recognition.events import BadgeEarned, StaffThanked, YearEnded
from forum.recognition.views import recognition
from forum.reputation.events import RungMoved
from forum.threads.events import (
    AnswerAccepted,
    AnswerThanked,
    AnswerUnaccepted,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
    ThanksWithdrawn,
)
from forum.votes.events import GiftReinstated, GiftVoided

PAGES: list[object] = [recognition]

_HELPS = (AnswerAccepted, AnswerUnaccepted, AnswerThanked, ThanksWithdrawn)
_TURNS = (PostDeleted, PostHidden, PostRestored, PostUnhidden)

REACTIONS: dict[type, list[object]] = {
    **{kind: [reactions.look_at_helper] for kind in _HELPS},
    **{kind: [reactions.look_at_writers] for kind in _TURNS},
    **{kind: [reactions.look_at_receiver] for kind in (GiftVoided, GiftReinstated)},
    **{kind: [reactions.look_at_author] for kind in (IdeaMoved, IdeaHidden, IdeaReleased)},
    **{kind: [reactions.look_at_person] for kind in (RungMoved, RoleChanged)},
    BadgeEarned: [notifying.tell_of_badge],
    StaffThanked: [notifying.tell_of_note],
    YearEnded: [notifying.tell_of_year],
}

SCHEDULE: dict[str, object] = {
    "recognition.settle_at_night": Every(timedelta(days=1), tasks.settle_at_night),
    "recognition.tell_of_last_year": Every(timedelta(days=1), tasks.tell_of_last_year),
}

PROJECTIONS: dict[str, object] = {"badges": tasks.rebuild_badges}

CHECKS: dict[str, object] = {**checks.CHECKS}
