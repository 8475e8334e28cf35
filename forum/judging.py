"""What the room plugs in that keeps points fair, beside what it adds to single reactions."""

from datetime import timedelta

from forum.integrity import actions, subjects, tasks
from forum.integrity.events import ReversalMade, ReversalUndone
from forum.integrity.views import integrity
from forum.kernel.tasks import Every
from forum.notifications import reactions as notifying
from forum.reputation import reactions as reputation
from forum.votes.events import GiftReinstated, GiftVoided

PAGES: list[object] = [integrity]

REACTIONS: dict[type, list[object]] = {
    GiftVoided: [reputation.judge_gift],
    GiftReinstated: [reputation.judge_gift],
    ReversalMade: [notifying.tell_of_reversal],
    ReversalUndone: [notifying.tell_of_reversal],
}

SCHEDULE: dict[str, object] = {
    tasks.NIGHTLY: Every(timedelta(days=1), tasks.look_at_night),
    "integrity.forget_old_networks": Every(timedelta(days=1), tasks.forget_old_networks),
}

OBSERVED: dict[str, object] = {"network": actions.note_networks}

SUBJECTS: dict[str, object] = {**subjects.SUBJECTS}
