"""The published rules of the rungs, judged from what somebody has done; nobody is compared.

To become something takes all of its rules; where there are several ways, one way in full.
To stay a Follower takes 90 % of each. A Regular stays one. Nobody becomes an Advocate by
numbers: a member of staff asks them.
"""

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

    `share_that_helped` is of 100 answers.
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
    """`name` is the number of the record that is looked at."""

    name: str
    of: int
    way: str = ""
    at_most: bool = False

    def met_by(self, record: Record, *, mark: Fraction = ENTER) -> Requirement:
        have = getattr(record, self.name)
        is_met = have <= self.of if self.at_most else have >= self.of * mark
        return Requirement(self.name, have, self.of, self.way, self.at_most, is_met)


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
        Rule("days_as_follower", 90),
        Rule("people_helped_in_a_year", 20),
        Rule("share_that_helped", 30),
        Rule("confirmed_by_staff", 1),
    ),
}
NEXT = {
    Rung.NEWCOMER: Rung.REGULAR,
    Rung.REGULAR: Rung.FOLLOWER,
    Rung.FOLLOWER: Rung.ADVOCATE,
}
BY_STAFF = (Rung.ADVOCATE, Rung.EMERITUS)


def rung_for(record: Record, *, on: Rung) -> Rung:
    """The rung somebody stands on now who stood `on` that one before."""
    if on in BY_STAFF:
        return on
    if is_earned(Rung.FOLLOWER, record, mark=KEEP if on == Rung.FOLLOWER else ENTER):
        return Rung.FOLLOWER
    if on != Rung.NEWCOMER or is_earned(Rung.REGULAR, record):
        return Rung.REGULAR
    return Rung.NEWCOMER


def is_earned(rung: Rung, record: Record, *, mark: Fraction = ENTER) -> bool:
    asked = requirements_for(rung, record, mark=mark)
    ways = {requirement.way for requirement in asked} - {""}
    met = {way: all(r.is_met for r in asked if r.way == way) for way in ways}
    return all(r.is_met for r in asked if not r.way) and (not ways or any(met.values()))


def requirements_for(
    rung: Rung, record: Record, *, mark: Fraction = ENTER
) -> tuple[Requirement, ...]:
    return tuple(rule.met_by(record, mark=mark) for rule in RULES.get(rung, ()))
