"""The badges there are, what each asks for, and how long those last that expire.

The page, the interface for programs and docs/developers/recognition.md read this table. Badges
begin with the first person who was helped: whoever helped nobody yet is given none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from forum.reputation.matching import different_people

QUICK = timedelta(hours=1)
A_YEAR = timedelta(days=365)


class Badge(StrEnum):
    FIRST_HELP = "first_help"
    TEN_PEOPLE = "ten_people"
    FIFTY_PEOPLE = "fifty_people"
    THREE_TOPICS = "three_topics"
    QUICK_HELP = "quick_help"
    IDEA_REAL = "idea_real"
    YEAR_HERE = "year_here"
    ADVOCATE = "advocate"


LASTS: dict[Badge, timedelta] = {Badge.QUICK_HELP: timedelta(days=48)}
"""All others stay as long as what they were given for is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """One answer helped one person; `waited` is from the question to the answer."""

    event_id: int
    person_id: int
    thread_id: int
    topic_id: int
    waited: timedelta
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that badges look at; `helps` in the order they came.

    `real_ideas` are the events by which ideas of theirs were carried out, and when.
    """

    joined_at: datetime
    helps: Sequence[Helped] = ()
    real_ideas: Sequence[tuple[int, datetime]] = ()
    advocate_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A badge somebody has: since when, until when, and the event it came from, if there is one."""

    given_at: datetime
    source_id: int | None = None
    expires_at: datetime | None = None


def earned(facts: Facts, *, at: datetime) -> dict[Badge, Due]:
    """Every badge of these facts as of a moment."""
    if not facts.helps:
        return {}
    found = {badge: rule(facts) for badge, rule in RULES.items()}
    return {badge: due for badge, due in found.items() if due is not None and _holds(due, at)}


def helped_lately(facts: Facts, *, at: datetime) -> int:
    """How many different people in the last 365 days, each in another question."""
    return different_helped(help_ for help_ in facts.helps if at - A_YEAR < help_.at <= at)


def different_helped(helps: Iterable[Helped]) -> int:
    return different_people({(help_.person_id, help_.thread_id) for help_ in helps})


def _holds(due: Due, at: datetime) -> bool:
    return due.given_at <= at and (due.expires_at is None or due.expires_at > at)


def _first_help(facts: Facts) -> Due | None:
    return _came_with(facts.helps[0])


def _people(number: int) -> Callable[[Facts], Due | None]:
    """So many different people, each in another question."""
    return lambda facts: _at_first(facts.helps, number, different_helped)


def _topics(number: int) -> Callable[[Facts], Due | None]:
    return lambda facts: _at_first(facts.helps, number, _topics_of)


def _topics_of(helps: Iterable[Helped]) -> int:
    return len({help_.topic_id for help_ in helps})


def _at_first(
    helps: Sequence[Helped], number: int, counted: Callable[[Iterable[Helped]], int]
) -> Due | None:
    """The help with which the number was reached. More helps never count less: so we may halve."""
    if len(helps) < number or counted(helps) < number:
        return None
    low, high = number, len(helps)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if counted(helps[:middle]) >= number else (middle + 1, high)
    return _came_with(helps[low - 1])


def _quick_help(facts: Facts) -> Due | None:
    quick = [help_ for help_ in facts.helps if help_.waited <= QUICK]
    if not quick:
        return None
    newest = quick[-1]
    return Due(newest.at, newest.event_id, newest.at + LASTS[Badge.QUICK_HELP])


def _real_idea(facts: Facts) -> Due | None:
    return next((Due(at, event_id) for event_id, at in facts.real_ideas), None)


def _year_here(facts: Facts) -> Due | None:
    return Due(max(facts.joined_at + A_YEAR, facts.helps[0].at))


def _advocate(facts: Facts) -> Due | None:
    return Due(facts.advocate_since) if facts.advocate_since else None


def _came_with(help_: Helped) -> Due:
    return Due(help_.at, help_.event_id)


RULES: dict[Badge, Callable[[Facts], Due | None]] = {
    Badge.FIRST_HELP: _first_help,
    Badge.TEN_PEOPLE: _people(10),
    Badge.FIFTY_PEOPLE: _people(50),
    Badge.THREE_TOPICS: _topics(3),
    Badge.QUICK_HELP: _quick_help,
    Badge.IDEA_REAL: _real_idea,
    Badge.YEAR_HERE: _year_here,
    Badge.ADVOCATE: _advocate,
}
