"""What the worker does about hand-overs: sends, looks for changes, compares at night."""

from datetime import timedelta

from forum.kernel.tasks import Every
from moderation.handover.tasks.looking import compare, forget_old_calls, look, poll
from moderation.handover.tasks.sending import drain

__all__ = ["TIMES", "compare", "drain", "forget_old_calls", "look", "poll"]

TIMES = {
    "handover.drain": Every(timedelta(minutes=1), drain),
    "handover.look": Every(timedelta(minutes=1), look),
    "handover.poll": Every(timedelta(minutes=10), poll),
    "handover.compare": Every(timedelta(days=1), compare),
    "handover.forget_old_calls": Every(timedelta(days=1), forget_old_calls),
}
