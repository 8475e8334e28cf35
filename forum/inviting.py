"""What the room plugs in by which people invite others."""

from datetime import timedelta

from forum.accounts.events import EmailVerified
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from forum.notifications import reactions as notifying
from forum.referrals import fillings, reactions, tasks
from forum.referrals.events import ReferralCounted
from forum.referrals.views import referrals
from forum.threads.events import (
    AnswerAccepted,
    AnswerUnaccepted,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
)

PAGES: list[object] = [referrals]

_SOLVES = (AnswerAccepted, AnswerUnaccepted)
_TURNS = (PostDeleted, PostHidden, PostRestored, PostUnhidden)

REACTIONS: dict[type, list[object]] = {
    EmailVerified: [reactions.accept_whoever_came],
    **{kind: [reactions.look_at_asker] for kind in _SOLVES},
    **{kind: [reactions.look_at_question] for kind in _TURNS},
    ReferralCounted: [notifying.tell_of_first_guest],
}

SLOTS: dict[str, list[object]] = {
    "welcome": [Filling(fillings.on_welcome, public=False)],
}

PRIVACY: list[object] = [Filling(fillings.on_privacy, public=False)]

SCHEDULE: dict[str, object] = {
    "referrals.forget_waiting": Every(timedelta(days=1), tasks.forget_waiting),
}

PROJECTIONS: dict[str, object] = {"referrals": tasks.rebuild_referrals}

PACES: dict[str, int] = {"referrals.show": 60, "referrals.sign_up": 60}

DEMO: list[object] = [Later("forum.referrals.demo:load")]
