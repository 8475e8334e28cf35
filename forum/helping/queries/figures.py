"""What a group has done, as a whole: never who of it did how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from forum.helping.models import Adoption
from forum.helping.wording import FEW
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.threads.models import Answer, Thread

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)
FEWEST_PEOPLE = 2
"""What one person alone did is told to nobody as the work of a group."""


class Given(NamedTuple):
    """An answer somebody gave while they looked after the topic of the question."""

    thread_id: int
    author_id: int
    asked_at: datetime
    written_at: datetime
    helped: bool


@dataclass(frozen=True)
class Figures:
    """None is for what too few people or cases stand behind; `share` is in percent.

    `lately` and `quarter` count questions, in 30 and 90 days; `minutes` is the middle of the times
    to the first answer of the group; `share` is of its answers that were accepted or thanked.
    """

    lately: int | None
    quarter: int | None
    minutes: int | None
    share: int | None


def figures_of(topic_id: int) -> Figures:
    """From the answers of 90 days of people who looked after the topic when they wrote them."""
    while_adopted = and_(
        Adoption.member_id == Answer.author_id,
        Adoption.topic_id == topic_id,
        Adoption.adopted_at <= Answer.written_at,
        or_(Adoption.ended_at.is_(None), Adoption.ended_at > Answer.written_at),
    )
    solved = Thread.solution_id.is_not_distinct_from(Answer.id)
    what = (
        Thread.id,
        Answer.author_id,
        Thread.asked_at,
        Answer.written_at,
        or_(solved, Answer.thanks_count > 0),
    )
    rows = select(*what).select_from(Adoption).join(Answer, while_adopted)
    rows = rows.join(Thread, Thread.id == Answer.thread_id).where(Thread.topic_id == topic_id)
    rows = rows.where(Answer.state == "visible", Thread.state == "visible")
    rows = rows.where(Answer.author_id != Thread.author_id, Answer.written_at > now() - QUARTER)
    return reckoned([Given(*row) for row in db.execute(rows)], at=now())


def reckoned(given: Iterable[Given], *, at: datetime) -> Figures:
    """The figures of these answers, all of which are of the last 90 days."""
    given = list(given)
    if len({one.author_id for one in given}) < FEWEST_PEOPLE:
        return Figures(None, None, None, None)
    first: dict[int, timedelta] = {}
    for one in sorted(given, key=lambda one: one.written_at):
        first.setdefault(one.thread_id, one.written_at - one.asked_at)
    lately = {one.thread_id for one in given if one.written_at > at - MONTH}
    return Figures(
        lately=_many(len(lately)),
        quarter=_many(len(first)),
        minutes=_middle(list(first.values())),
        share=_share([one.helped for one in given]),
    )


def _many(count: int) -> int | None:
    return count if count >= FEW else None


def _middle(waits: list[timedelta]) -> int | None:
    if len(waits) < FEW:
        return None
    return round(median(wait.total_seconds() for wait in waits) / 60)


def _share(helped: list[bool]) -> int | None:
    return round(100 * sum(helped) / len(helped)) if len(helped) >= FEW else None
