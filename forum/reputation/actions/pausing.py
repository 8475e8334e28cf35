"""A time that does not count: anybody may ask for it, and nobody asks why."""

from datetime import datetime, timedelta

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.reputation import policy
from forum.reputation.actions.climbing import locked_standing, settle_standing
from forum.reputation.events import WindowPaused, WindowResumed
from forum.reputation.models import WindowPause
from forum.reputation.queries.circumstances import circumstances_of, pause_at

MOST = timedelta(days=365)
WITHIN = timedelta(days=2 * 365)
MONTHS = (1, 2, 3, 6, 12)
MONTH = timedelta(days=30)
NO_RUNGS = "There is nothing to pause: nothing here depends on how much you do."
TOO_LONG = "Choose a shorter time. In two years, 12 months can be paused."


def pause_window(member: Member, *, until: datetime) -> None:
    """From now on time does not count for this person; a pause that runs is replaced by this one.

    At most 12 months in any two years. A notice of a step down that runs is over.
    """
    if not policy.has_rungs(member):
        raise Refused(NO_RUNGS)
    at = now()
    locked_standing(member.id, at)
    _end(member, at)
    if until <= at or until - at + _paused_since(member, at - WITHIN, at) > MOST:
        raise Invalid(TOO_LONG, {"months": TOO_LONG})

    pause = WindowPause(member_id=member.id, began_at=at, ends_at=until)
    db.add(pause)
    db.flush()
    publish(WindowPaused(actor_id=member.id, member_id=member.id, pause_id=pause.id))
    settle_standing([member.id], as_of=at)


def resume_window(member: Member) -> None:
    """The time counts again, from now on."""
    at = now()
    locked_standing(member.id, at)
    if pause_id := _end(member, at):
        publish(WindowResumed(actor_id=member.id, member_id=member.id, pause_id=pause_id))
        settle_standing([member.id], as_of=at)


def _end(member: Member, at: datetime) -> int | None:
    """Cut off the pause that runs, a moment after it began at the earliest."""
    pause = pause_at(member.id, at)
    if pause is None:
        return None
    pause.ends_at = max(at, pause.began_at + timedelta(microseconds=1))
    db.flush()
    return pause.id


def _paused_since(member: Member, since: datetime, at: datetime) -> timedelta:
    pauses = circumstances_of([member.id], at=at)[member.id].pauses
    times = (min(ends, at) - max(began, since) for began, ends in pauses)
    return sum((time for time in times if time > timedelta(0)), timedelta(0))
