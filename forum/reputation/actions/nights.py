"""The nightly look at the ladder, begun and counted."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.reputation.models import LadderNight

EVERYBODY_EACH = timedelta(days=30)
"""So often everybody is looked at, whatever has changed."""


def begin_night(*, rules_version: int) -> LadderNight:
    """A look at whoever could have moved since the last one that ended.

    It is one at everybody when there was none, when the rules are others, or once in 30 days.
    """
    night = LadderNight(began_at=now(), rules_version=rules_version, since=_since(rules_version))
    db.add(night)
    db.flush()
    return night


def add_to_night(night_id: int, *, looked: int, moved: int, is_over: bool) -> None:
    """Count some people more; the last time, close it."""
    night = db.get_one(LadderNight, night_id)
    night.looked, night.moved = night.looked + looked, night.moved + moved
    night.ended_at = now() if is_over else None


def last_night() -> LadderNight | None:
    """The newest look that ended."""
    ended = select(LadderNight).where(LadderNight.ended_at.is_not(None))
    return db.scalars(ended.order_by(LadderNight.began_at.desc(), LadderNight.id.desc())).first()


def _since(rules_version: int) -> datetime | None:
    last = last_night()
    if last is None or last.rules_version != rules_version or _is_time_for_all():
        return None
    return last.began_at


def _is_time_for_all() -> bool:
    whole = LadderNight.since.is_(None), LadderNight.ended_at.is_not(None)
    newest = db.scalar(select(func.max(LadderNight.began_at)).where(*whole))
    return newest is None or newest <= now() - EVERYBODY_EACH
