"""Whose footing can have changed between two looks, without looking at each of them.

Everything that a rung is judged by changes in one of three ways: somebody does something or has
it done to them, and there is an event; time passes, and something leaves a window or becomes old
enough; or reading adds up, which is no event. Each has its part here. A part may name too many
people, never too few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union

from forum.accounts.events import MemberEvent
from forum.accounts.models import Advocacy, Member, Standing
from forum.accounts.standing import Rung
from forum.kernel.events import Event, PublishedEvent
from forum.reputation.ladder import NEXT, Rule, Rules
from forum.reputation.models import Award, RungHold, WindowPause
from forum.reputation.rules import PENALTIES
from forum.threads.models import Answer

LATE = timedelta(hours=1)
"""An event is dated when it is published, and seen when its transaction ends."""
ALWAYS = (Rung.FOLLOWER, Rung.ADVOCATE, Rung.EMERITUS)
"""They are few, and lose or come back as their windows move on."""
DAY = timedelta(days=1)
READING = {
    "threads_read": Standing.threads_read,
    "posts_read": Standing.posts_read,
    "minutes_read": Standing.reading_seconds / 60,
}


@dataclass(frozen=True, slots=True)
class Between:
    """Two looks: what the first one has seen is not looked for again."""

    last: datetime
    now: datetime
    rules: Rules

    def passes(self, column: Any, after: timedelta) -> ColumnElement[bool]:
        """It became older than this between the two."""
        return and_(column > self.last - after - LATE, column <= self.now - after)


def may_have_moved(between: Between) -> Select[Any]:
    """The ids of members, each once, in no order."""
    parts = union(
        *_by_what_happened(between),
        *_by_decisions(between),
        *_by_time(between),
        _by_reading(between),
    ).subquery()
    return select(parts.c.member_id)


def _by_what_happened(between: Between) -> Iterator[Select[Any]]:
    """Whoever did something, and whose answer it was done to."""
    since = PublishedEvent.happened_at > between.last - LATE
    lately = since, PublishedEvent.kind.in_(_acts())
    yield select(PublishedEvent.actor_id.label("member_id")).where(
        PublishedEvent.actor_id.is_not(None), *lately
    )
    answers = select(Answer.author_id).join(PublishedEvent, PublishedEvent.subject_id == Answer.id)
    yield answers.where(*lately)
    judged = select(Award.member_id).where(
        Award.kind.in_(PENALTIES), _since(Award.granted_at, between)
    )
    yield judged
    yield select(Award.member_id).where(
        Award.undoes_id.is_not(None), _since(Award.granted_at, between)
    )


def _by_decisions(between: Between) -> Iterator[Select[Any]]:
    """Whom staff hold, who was asked, and whose window stands still or stood still."""
    rung = Standing.rung.in_(ALWAYS)
    yield select(Standing.member_id).where(rung)
    for table, ended in ((RungHold, RungHold.ended_at), (Advocacy, Advocacy.ended_at)):
        yield select(table.member_id).where(or_(ended.is_(None), _since(ended, between)))
    yield select(WindowPause.member_id).where(
        WindowPause.ends_at > between.last - 2 * between.rules.window
    )


def _by_time(between: Between) -> Iterator[Select[Any]]:
    """Who came long enough ago, confirmed an address, or has a sanction behind them."""
    yield select(Member.id).where(_since(Member.verified_at, between))
    for rule in _rules_on(between.rules, "days_here"):
        yield select(Member.id).where(between.passes(Member.joined_at, rule.of * DAY))
    window = between.rules.window
    for ends in (Member.suspended_until, Member.limited_until):
        yield select(Member.id).where(between.passes(ends, window))
    left = between.passes(Award.granted_at, window)
    yield select(Award.member_id).where(Award.kind.in_(PENALTIES), left)


def _by_reading(between: Between) -> Select[Any]:
    """Who has read as much as one of the rules of the next rung asks for."""
    enough = [
        (Standing.rung == rung) & (READING[rule.name] >= rule.of)
        for rung, above in NEXT.items()
        for rule in between.rules.rungs.get(above, ())
        if rule.name in READING
    ]
    return select(Standing.member_id).where(or_(False, *enough))


def _since(column: Any, between: Between) -> ColumnElement[bool]:
    return and_(column > between.last - LATE)


def _rules_on(rules: Rules, name: str) -> Sequence[Rule]:
    return [rule for asked in rules.rungs.values() for rule in asked if rule.name == name]


def _acts() -> list[str]:
    return [kind for kind, known in Event.kinds.items() if not issubclass(known, MemberEvent)]
