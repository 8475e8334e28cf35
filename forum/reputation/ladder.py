"""The published rules of the rungs, judged from what somebody has done; nobody is compared.

To become something takes all of its rules; where there are several ways, one way in full.
To stay takes 90 % of each; what must not have happened must not have happened, also then. A
Regular stays one. Nobody becomes an Advocate by numbers alone: a member of staff asks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from forum.accounts.standing import Rung

WINDOW = timedelta(days=180)
YEAR = timedelta(days=365)
ENTER, KEEP = Fraction(1), Fraction(9, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What somebody has done as of a moment; the plain numbers are of the last 180 days.

    `share_that_helped` is of 100 answers, `behaviours_shown` of the five of `BEHAVIOURS`, both
    within a year; they are looked at only for somebody who may be, or become, an Advocate.
    """

    days_here: int = 0
    threads_read: int = 0
    posts_read: int = 0
    minutes_read: int = 0
    answers_that_helped: int = 0
    people_helped: int = 0
    active_days: int = 0
    upheld_reports: int = 0
    sanctions: int = 0
    days_as_follower: int = 0
    people_helped_in_a_year: int = 0
    share_that_helped: int = 0
    behaviours_shown: int = 0
    confirmed_by_staff: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule as one person meets it; `way` names the alternative it belongs to."""

    name: str
    have: int
    of: int
    way: str
    at_most: bool
    is_met: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is the number of the record that is looked at.

    What is asked `once` was asked to become something, and is not asked again to stay it.
    """

    name: str
    of: int
    way: str = ""
    at_most: bool = False
    once: bool = False

    def met_by(self, record: Record, *, mark: Fraction = ENTER) -> Requirement:
        have = getattr(record, self.name)
        is_met = have <= self.of if self.at_most else have >= self.of * mark
        return Requirement(self.name, have, self.of, self.way, self.at_most, is_met)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One version of everything that decides a rung.

    Below `keep` of a rule somebody is told; after `notice` and `grace` they go one step down.
    An Advocate is looked at once in each `review`; one who lapsed comes back by the rules of
    `back`.
    """

    rungs: Mapping[Rung, tuple[Rule, ...]]
    version: int = 1
    window: timedelta = WINDOW
    keep: Fraction = KEEP
    notice: timedelta = timedelta(days=30)
    grace: timedelta = timedelta(days=14)
    review: timedelta = YEAR
    back: Rung = Rung.FOLLOWER

    def asked_for(
        self, rung: Rung, record: Record, *, mark: Fraction = ENTER
    ) -> tuple[Requirement, ...]:
        """What entering a rung takes, or with a lower mark what staying on it takes."""
        rules = self.rungs.get(rung, ())
        return tuple(r.met_by(record, mark=mark) for r in rules if mark == ENTER or not r.once)

    def is_earned(self, rung: Rung, record: Record, *, mark: Fraction = ENTER) -> bool:
        asked = self.asked_for(rung, record, mark=mark)
        ways = {requirement.way for requirement in asked} - {""}
        met = {way: all(r.is_met for r in asked if r.way == way) for way in ways}
        return all(r.is_met for r in asked if not r.way) and (not ways or any(met.values()))

    def is_forbidden(self, rung: Rung, record: Record) -> bool:
        """What nobody on this rung may have happened: no mark and no notice softens it."""
        return any(r.at_most and not r.is_met for r in self.asked_for(rung, record))


RULES: dict[Rung, tuple[Rule, ...]] = {
    Rung.REGULAR: (
        Rule("days_here", 1),
        Rule("threads_read", 5, way="reading"),
        Rule("posts_read", 30, way="reading"),
        Rule("minutes_read", 10, way="reading"),
        Rule("answers_that_helped", 1, way="helping"),
    ),
    Rung.FOLLOWER: (
        Rule("people_helped", 5),
        Rule("active_days", 6),
        Rule("upheld_reports", 1, at_most=True),
        Rule("sanctions", 0, at_most=True),
    ),
    Rung.ADVOCATE: (
        Rule("days_as_follower", 90, once=True),
        Rule("people_helped_in_a_year", 20),
        Rule("share_that_helped", 30),
        Rule("behaviours_shown", 3),
        Rule("upheld_reports", 1, at_most=True),
        Rule("sanctions", 0, at_most=True),
        Rule("confirmed_by_staff", 1, once=True),
    ),
}
PUBLISHED = Rules(rungs=RULES)
BEHAVIOURS = ("supports others", "waits", "gives feedback", "reports problems", "proposes ideas")
"""The five of an advocate, in the words of PRODUCT.md. Each event says with `shows`
which of them whoever did it showed.
"""

NEXT = {
    Rung.NEWCOMER: Rung.REGULAR,
    Rung.REGULAR: Rung.FOLLOWER,
    Rung.FOLLOWER: Rung.ADVOCATE,
}
