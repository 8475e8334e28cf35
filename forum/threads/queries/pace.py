"""How fast answers come: a real figure from the last questions, renewed every few minutes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import cast

from flask import current_app
from sqlalchemy import Select, select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.threads.models import Answer, Thread

LAST = 2000
FEWEST = 10
FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class Pace:
    """Median minutes to the first answer by somebody else; below ten cases there is no figure."""

    seen_at: datetime
    overall: int | None = None
    by_topic: dict[int, int] = field(default_factory=dict)


def pace() -> Pace:
    """Kept in this process for five minutes, because it is on every list and costs more."""
    known = cast("Pace | None", current_app.extensions.get("pace"))
    if known is None or abs(now() - known.seen_at) > FRESH:
        known = current_app.extensions["pace"] = _measured()
    return known


def _measured() -> Pace:
    waits: dict[int, list[float]] = {}
    for topic_id, asked_at, answered_at in db.execute(_first_answers()):
        minutes = max(0.0, (answered_at - asked_at).total_seconds() / 60)
        waits.setdefault(topic_id, []).append(minutes)
    known = {topic_id: _median(of_topic) for topic_id, of_topic in waits.items()}
    return Pace(
        seen_at=now(),
        overall=_median([minutes for of_topic in waits.values() for minutes in of_topic]),
        by_topic={topic_id: minutes for topic_id, minutes in known.items() if minutes is not None},
    )


def _median(minutes: list[float]) -> int | None:
    return round(median(minutes)) if len(minutes) >= FEWEST else None


def _first_answers() -> Select[int, datetime, datetime]:
    by_somebody_else = Answer.author_id != Thread.author_id
    pairs = select(Thread.topic_id, Thread.asked_at, Answer.written_at)
    pairs = pairs.join(Answer, (Answer.thread_id == Thread.id) & (Answer.number == 1))
    pairs = pairs.where(Thread.state == "visible", by_somebody_else)
    return pairs.order_by(Thread.id.desc()).limit(LAST)
