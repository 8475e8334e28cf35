"""What recognition, hats and invitations plug in: what follows, and what they show elsewhere."""

from datetime import timedelta

from forum import inviting
from forum.accounts.events import RoleChanged
from forum.hats import fillings as of_hats
from forum.hats import reactions as hat_reactions
from forum.hats.views import hats
from forum.ideas.events import IdeaHidden, IdeaMoved, IdeaReleased
from forum.kernel.later import Later
from forum.kernel.slots import Filling
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
    PostEdited,
    PostHidden,
    PostRestored,
    PostUnhidden,
    ThanksWithdrawn,
)
from forum.votes.events import GiftReinstated, GiftVoided

PAGES: list[object] = [recognition, hats, *inviting.PAGES]

SLOTS: dict[str, list[object]] = {
    "beside author": [Filling(of_hats.beside_author, public=True)],
    "own answer tools": [Filling(of_hats.on_own, public=False)],
    **inviting.SLOTS,
}

PRIVACY: list[object] = inviting.PRIVACY

MY_THINGS: list[object] = [Filling(of_hats.my_hats, public=False)]

_HELPS = (AnswerAccepted, AnswerUnaccepted, AnswerThanked, ThanksWithdrawn)
_TURNS = (PostDeleted, PostHidden, PostRestored, PostUnhidden)

REACTIONS: dict[type, list[object]] = {
    **{kind: [reactions.look_at_helper] for kind in _HELPS},
    **{kind: [reactions.look_at_writers] for kind in _TURNS},
    **{kind: [reactions.look_at_receiver] for kind in (GiftVoided, GiftReinstated)},
    **{kind: [reactions.look_at_author] for kind in (IdeaMoved, IdeaHidden, IdeaReleased)},
    RoleChanged: [reactions.look_at_person, hat_reactions.look_at_role],
    RungMoved: [reactions.look_at_person],
    PostEdited: [hat_reactions.look_at_words],
    BadgeEarned: [notifying.tell_of_badge],
    StaffThanked: [notifying.tell_of_note],
    YearEnded: [notifying.tell_of_year],
}

for _kind, _added in inviting.REACTIONS.items():
    REACTIONS[_kind] = [*REACTIONS.get(_kind, []), *_added]

SCHEDULE: dict[str, object] = {
    **inviting.SCHEDULE,
    "recognition.settle_at_night": Every(timedelta(days=1), tasks.settle_at_night),
    "recognition.tell_of_last_year": Every(timedelta(days=1), tasks.tell_of_last_year),
}

PROJECTIONS: dict[str, object] = {"badges": tasks.rebuild_badges, **inviting.PROJECTIONS}

PACES: dict[str, int] = inviting.PACES

CHECKS: dict[str, object] = {**checks.CHECKS}

DEMO: list[object] = [Later("forum.hats.demo:load"), *inviting.DEMO]
