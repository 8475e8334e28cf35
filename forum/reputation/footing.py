"""Where somebody stands from one night to the next: climbing at once, falling slowly.

A table of the moves, for one person and one moment; it knows no database. Up is at once. Down is
one step: first a notice of 30 days, then 14 days of grace, and whoever is back above the mark in
that time has lost nothing. Only what must not have happened acts at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from forum.accounts.standing import Rung
from forum.reputation.ladder import Record, Rules


class Why(StrEnum):
    """Why somebody's footing changed; `STAYED` says that it did not."""

    STAYED = "stayed"
    CLIMBED = "climbed"
    WARNED = "warned"
    KEPT = "kept"
    REVIEWED = "reviewed"
    LAPSED = "lapsed"
    SANCTIONED = "sanctioned"
    RETURNED = "returned"
    AGREED = "agreed"
    STEPPED_BACK = "stepped back"
    HELD = "held"
    YOUNG = "young"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """`warned_at` is when the notice began; `reviewed_at` when an Advocate was last looked at."""

    rung: Rung
    since: datetime
    warned_at: datetime | None = None
    reviewed_at: datetime | None = None

    def falls_at(self, rules: Rules) -> datetime | None:
        """The moment of the step down, if nothing changes until then."""
        return self.warned_at and self.warned_at + rules.notice + rules.grace

    def on(self, rung: Rung, at: datetime) -> "Footing":
        """The first moment on another rung."""
        return Footing(rung=rung, since=at, reviewed_at=at if rung == Rung.ADVOCATE else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one look at somebody sees.

    `held` is the rung that staff hold them on. `rests`: their window stands still, nobody falls.
    `agreed`: they said yes to being an Advocate, and neither side has ended it.
    """

    record: Record
    at: datetime
    rules: Rules
    held: Rung | None = None
    rests: bool = False
    agreed: bool = False
    is_under_18: bool = False


Move = tuple[Footing, Why]


def settled(footing: Footing, sight: Sight) -> Move:
    """Where somebody stands after this look, and why; at most one step down."""
    if sight.is_under_18:
        return _young(footing, sight)
    if sight.held and _may_hold(sight.held, sight):
        return _to(footing, sight.held, Why.HELD, sight)
    if footing.rung in LOST_BY_SANCTION and sight.rules.is_forbidden(footing.rung, sight.record):
        return _to(footing, LOST_BY_SANCTION[footing.rung], Why.SANCTIONED, sight)
    return FROM[footing.rung](footing, sight)


LOST_BY_SANCTION = {Rung.ADVOCATE: Rung.FOLLOWER, Rung.FOLLOWER: Rung.REGULAR}
LOST_BY_ABSENCE = {Rung.ADVOCATE: Rung.EMERITUS, Rung.FOLLOWER: Rung.REGULAR}


def _may_hold(rung: Rung, sight: Sight) -> bool:
    """Nobody is held above a sanction, or on what they have not agreed to."""
    has_agreed = rung != Rung.ADVOCATE or sight.agreed
    return has_agreed and not sight.rules.is_forbidden(rung, sight.record)


def _young(footing: Footing, sight: Sight) -> Move:
    """Under 18 there is nothing above a Regular, whose limits are those of everyday use."""
    if footing.rung in (Rung.NEWCOMER, Rung.REGULAR):
        climbs = sight.rules.is_earned(Rung.REGULAR, sight.record)
        return _to(footing, Rung.REGULAR if climbs else footing.rung, Why.CLIMBED, sight)
    return _to(footing, Rung.REGULAR, Why.YOUNG, sight)


def _climb(footing: Footing, sight: Sight) -> Move:
    for rung in (Rung.FOLLOWER, Rung.REGULAR):
        if rung == footing.rung:
            break
        if sight.rules.is_earned(rung, sight.record):
            return _to(footing, rung, Why.CLIMBED, sight)
    return footing, Why.STAYED


def _follow(footing: Footing, sight: Sight) -> Move:
    if sight.agreed and sight.rules.is_earned(Rung.ADVOCATE, sight.record):
        return _to(footing, Rung.ADVOCATE, Why.AGREED, sight)
    return _keep(footing, sight)


def _advocate(footing: Footing, sight: Sight) -> Move:
    """Looked at once a year; between two looks, only while a notice runs."""
    if not sight.agreed:
        return _to(footing, Rung.EMERITUS, Why.STEPPED_BACK, sight)
    last = footing.reviewed_at or footing.since
    if footing.warned_at is None and sight.at < last + sight.rules.review:
        return footing, Why.STAYED
    after, why = _keep(footing, sight)
    if why not in (Why.STAYED, Why.KEPT) or after.warned_at:
        return after, why
    return replace(after, reviewed_at=sight.at), Why.REVIEWED if why == Why.STAYED else why


def _rest(footing: Footing, sight: Sight) -> Move:
    """An Emeritus who helps again is an Advocate again; being asked once was enough."""
    if sight.agreed and sight.rules.is_earned(sight.rules.back, sight.record):
        return _to(footing, Rung.ADVOCATE, Why.RETURNED, sight)
    return footing, Why.STAYED


def _keep(footing: Footing, sight: Sight) -> Move:
    rules = sight.rules
    if sight.rests or rules.is_earned(footing.rung, sight.record, mark=rules.keep):
        kept = replace(footing, warned_at=None)
        return kept, Why.KEPT if footing.warned_at else Why.STAYED
    if footing.warned_at is None:
        return replace(footing, warned_at=sight.at), Why.WARNED
    falls_at = footing.falls_at(rules)
    if falls_at is None or sight.at < falls_at:
        return footing, Why.STAYED
    return _to(footing, LOST_BY_ABSENCE[footing.rung], Why.LAPSED, sight)


FROM: dict[Rung, Callable[[Footing, Sight], Move]] = {
    Rung.NEWCOMER: _climb,
    Rung.REGULAR: _climb,
    Rung.FOLLOWER: _follow,
    Rung.ADVOCATE: _advocate,
    Rung.EMERITUS: _rest,
}


def _to(footing: Footing, rung: Rung, why: Why, sight: Sight) -> Move:
    if rung == footing.rung:
        return footing, Why.STAYED
    return footing.on(rung, sight.at), why


def window_start(
    at: datetime, length: timedelta, pauses: Iterable[tuple[datetime, datetime]]
) -> datetime:
    """Where a window of this length begins that ends `at`, when paused time does not count.

    `pauses` are intervals that do not overlap, in any order.
    """
    start = at - length
    for began, ended in sorted(pauses, reverse=True):
        if min(ended, at) > start:
            start -= max(min(ended, at) - began, timedelta(0))
    return start
