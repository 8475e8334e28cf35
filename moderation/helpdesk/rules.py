"""What brings a question to the desk: rules to read aloud, and the moment each would have done so.

Staff change them in the rows of `escalation_rule`; see docs/decisions/0018.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from forum.services.hours import Calendar, due

TIMER, UNANSWERED, REJECTED = "timer", "unanswered", "rejected"
ME_TOO, DISPUTED, PERSONAL = "me_too", "disputed", "personal_data"
SAFETY, ADVOCATE = "safety", "advocate"

BY_ITSELF = (PERSONAL, REJECTED, DISPUTED, ME_TOO, UNANSWERED, TIMER)
"""No person presses a button; when several come true at once, the first of these is named."""
TRIGGERS = (*BY_ITSELF, SAFETY, ADVOCATE)
IN_MINUTES = (TIMER, UNANSWERED)
IN_PEOPLE = (ME_TOO, DISPUTED)
ONLY_IN_TOPICS = (PERSONAL,)


@dataclass(frozen=True)
class Rule:
    """`threshold` is in opening minutes of the service, or in people; `topic_id` is None for the
    general rule. `is_on` is None where a topic follows the general one.
    """

    trigger: str
    is_on: bool | None
    threshold: int = 0
    explanation: str = ""
    topic_id: int | None = None
    version: int = 1


WHY_AT_FIRST = {
    TIMER: "Nobody should wait for ever for an answer that solves it.",
    UNANSWERED: "A question without any answer waits the longest.",
    REJECTED: "Our answer did not help, so we owe another one.",
    ME_TOO: "What many people have is a problem of the service.",
    DISPUTED: "People rely on what they read here.",
    PERSONAL: "An answer needs details that do not belong in public.",
    SAFETY: "Somebody may be in danger: a person looks, nothing else happens.",
    ADVOCATE: "People who help a lot see early what needs the council.",
}
NUMBERS_AT_FIRST = {TIMER: 960, UNANSWERED: 480, ME_TOO: 5, DISPUTED: 2}
AT_FIRST = {
    name: Rule(name, name == ADVOCATE, NUMBERS_AT_FIRST.get(name, 0), WHY_AT_FIRST[name])
    for name in TRIGGERS
}
"""Before anybody changes them: only advocates bring what they did before."""


def is_time_of_topic(rule: Rule) -> bool:
    """How long one topic waits for a solution; it stands in the row of the topic itself."""
    return rule.trigger == TIMER and rule.topic_id is not None


class Past(NamedTuple):
    """What happened to one question. Of `solved` each has a beginning, and an end unless it is
    solved still; all moments are in order.
    """

    asked_at: datetime
    answered_at: Sequence[datetime] = ()
    solved: Sequence[tuple[datetime, datetime | None]] = ()
    shared_at: Sequence[datetime] = ()
    rejected_at: Sequence[datetime] = ()
    disputed_at: Sequence[datetime] = ()


class Fired(NamedTuple):
    """A rule that came true, as it stood then."""

    trigger: str
    topic_id: int | None
    version: int
    threshold: int
    at: datetime


@dataclass(frozen=True)
class Book:
    """Every rule: the general ones, and those of topics."""

    general: Mapping[str, Rule] = field(default_factory=lambda: AT_FIRST)
    special: Mapping[tuple[str, int], Rule] = field(default_factory=dict)

    def rule(self, trigger: str, topic_id: int) -> Rule:
        """The one that counts in a topic."""
        own = self.special.get((trigger, topic_id))
        return own if own is not None and own.is_on is not None else self.general[trigger]

    def by_itself(self, topic_id: int) -> list[Rule]:
        """Those that are on in a topic and need nobody."""
        return [rule for name in BY_ITSELF if (rule := self.rule(name, topic_id)).is_on]

    def with_rule(self, rule: Rule) -> "Book":
        """The same book with one rule as somebody proposes it."""
        if rule.topic_id is None:
            return Book({**self.general, rule.trigger: rule}, self.special)
        return Book(self.general, {**self.special, (rule.trigger, rule.topic_id): rule})


def first_of(
    rules: Iterable[Rule], past: Past, calendar: Calendar, *, by: datetime
) -> Fired | None:
    """The rule that came true first, by a moment; None when none has."""
    moments = [(moment_of(rule, past, calendar), rule) for rule in rules]
    true = [(at, rule) for at, rule in moments if at is not None and at <= by]
    if not true:
        return None
    at, rule = min(true, key=lambda pair: (pair[0], BY_ITSELF.index(pair[1].trigger)))
    return Fired(rule.trigger, rule.topic_id, rule.version, rule.threshold, at)


def moment_of(rule: Rule, past: Past, calendar: Calendar) -> datetime | None:
    """When it came true or will, if nothing else happens; None if it never does."""
    reached = _REACHED[rule.trigger](rule, past, calendar) if rule.is_on else None
    return _unsolved_since(reached, past) if reached is not None else None


def _waited(rule: Rule, past: Past, calendar: Calendar) -> datetime | None:
    return due(calendar, past.asked_at, rule.threshold)


def _without_answer(rule: Rule, past: Past, calendar: Calendar) -> datetime | None:
    reached = due(calendar, past.asked_at, rule.threshold)
    return None if any(at <= reached for at in past.answered_at) else reached


def _at_once(_rule: Rule, past: Past, _calendar: Calendar) -> datetime | None:
    return past.asked_at


def _sent_back(_rule: Rule, past: Past, _calendar: Calendar) -> datetime | None:
    return next(iter(past.rejected_at), None)


def _shared(rule: Rule, past: Past, _calendar: Calendar) -> datetime | None:
    return _nth(past.shared_at, rule.threshold)


def _disputed(rule: Rule, past: Past, _calendar: Calendar) -> datetime | None:
    return _nth(past.disputed_at, rule.threshold)


def _nth(moments: Sequence[datetime], number: int) -> datetime | None:
    return moments[number - 1] if 0 < number <= len(moments) else None


def _unsolved_since(moment: datetime, past: Past) -> datetime | None:
    """The first moment from then on at which the question was not solved."""
    for begins, ends in past.solved:
        if begins <= moment and (ends is None or moment < ends):
            if ends is None:
                return None
            moment = ends
    return moment


_REACHED: dict[str, Callable[[Rule, Past, Calendar], datetime | None]] = {
    PERSONAL: _at_once,
    REJECTED: _sent_back,
    DISPUTED: _disputed,
    ME_TOO: _shared,
    UNANSWERED: _without_answer,
    TIMER: _waited,
}
