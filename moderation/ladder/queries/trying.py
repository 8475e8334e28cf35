"""What other rules would do to everybody, without doing it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading
from forum.reputation.actions.climbing import footing_of, sight_of
from forum.reputation.footing import Footing, Sight, settled
from forum.reputation.ladder import Rules
from forum.reputation.queries import record_of
from forum.reputation.queries.circumstances import Circumstances, circumstances_of
from forum.reputation.queries.versions import rules_at

CHUNK = 200


@dataclass
class Trial:
    """`ways` count people by the rung that today's rules give them and the one of the new rules.

    `notices` are how many would be told that a step down is near: today, under the new rules.
    """

    ways: Counter[tuple[Rung, Rung]] = field(default_factory=Counter)
    notices: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def people(self) -> int:
        return self.ways.total()

    @property
    def changed(self) -> int:
        return sum(count for (before, after), count in self.ways.items() if before != after)

    def add(self, today: Footing, after: Footing) -> None:
        self.ways[today.rung, after.rung] += 1
        for at, footing in enumerate((today, after)):
            self.notices[at] += footing.warned_at is not None

    def as_json(self) -> dict[str, Any]:
        table = {
            before.value: {after.value: self.ways[before, after] for after in Rung}
            for before in Rung
        }
        notices = {"today": self.notices[0], "new": self.notices[1]}
        return {"people": self.people, "changed": self.changed, "table": table, "notices": notices}


def try_rules(rules: Rules) -> Trial:
    """One look at each of those who were not brought along, under both rules; writes nothing.

    They are read some hundred at a time, each time anew, so that memory does not grow.
    """
    trial, as_of = Trial(), now()
    with fresh_reading():
        holding = rules_at(as_of)
    for footings in _looks(holding, rules, as_of):
        for today, after in footings:
            trial.add(today, after)
    return trial


def _looks(
    holding: Rules, rules: Rules, as_of: datetime
) -> Iterator[list[tuple[Footing, Footing]]]:
    last = 0
    while True:
        with fresh_reading():
            people = _people(after=last)
            around = circumstances_of([one.id for one in people], at=as_of)
            looks = [_sight(one, around[one.id], holding, as_of) for one in people]
            footings = [_both(*look, rules) for look in looks]
            last = people[-1].id if people else last
        yield footings
        if len(footings) < CHUNK:
            return


def _people(*, after: int) -> Sequence[Member]:
    here = Member.erased_at.is_(None), Member.is_imported.is_(False)
    rows = select(Member).where(Member.id > after, *here).order_by(Member.id)
    return db.scalars(rows.limit(CHUNK)).all()


def _sight(
    member: Member, around: Circumstances, holding: Rules, as_of: datetime
) -> tuple[Member, Circumstances, Sight]:
    return member, around, sight_of(member, around, as_of, holding)


def _both(
    member: Member, around: Circumstances, today: Sight, rules: Rules
) -> tuple[Footing, Footing]:
    """Whoever has not confirmed an address stays where they are, whatever the rules."""
    before = footing_of(member)
    if not member.is_verified:
        return before, before
    return settled(before, today)[0], settled(before, _seen(today, member, around, rules))[0]


def _seen(today: Sight, member: Member, around: Circumstances, rules: Rules) -> Sight:
    """The same look under the new rules; another window is another record."""
    if rules.window == today.rules.window:
        return replace(today, rules=rules)
    record = record_of(member, as_of=today.at, rules=rules, around=around)
    return replace(today, rules=rules, record=record)
