"""When a rule comes true is a pure function of what happened; a slow count agrees with it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.services.hours import calendar_from
from moderation.helpdesk.queries.advocates import Ending, hit_rate
from moderation.helpdesk.rules import (
    DISPUTED,
    ME_TOO,
    PERSONAL,
    REJECTED,
    TIMER,
    UNANSWERED,
    Book,
    Past,
    Rule,
    first_of,
    moment_of,
)

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OFFICE = calendar_from(
    {"zone": "UTC", "frames": {str(day): [["09:00", "17:00"]] for day in range(5)}}
)
ALL_ON = [
    Rule(TIMER, True, 960),
    Rule(UNANSWERED, True, 480),
    Rule(REJECTED, True),
    Rule(ME_TOO, True, 2),
    Rule(DISPUTED, True, 2),
    Rule(PERSONAL, True),
]


def hours(number):
    return MONDAY + timedelta(hours=number)


def fires(trigger, past, threshold=0):
    return moment_of(Rule(trigger, True, threshold), past, OFFICE)


def test_a_question_nobody_solves_comes_after_its_opening_hours():
    assert fires(TIMER, Past(MONDAY), 8 * 60) == hours(24)


def test_what_is_solved_before_never_comes_and_what_is_taken_back_comes_then():
    solved = Past(MONDAY, solved=[(hours(1), None)])
    taken_back = Past(MONDAY, solved=[(hours(1), hours(50))])

    assert fires(TIMER, solved, 8 * 60) is None
    assert fires(TIMER, taken_back, 8 * 60) == hours(50)


def test_an_answer_in_time_keeps_the_unanswered_rule_still():
    assert fires(UNANSWERED, Past(MONDAY, answered_at=[hours(2)]), 180) is None
    assert fires(UNANSWERED, Past(MONDAY, answered_at=[hours(4)]), 180) == hours(3)


@pytest.mark.parametrize(("trigger", "part"), [(ME_TOO, "shared_at"), (DISPUTED, "disputed_at")])
def test_the_person_who_makes_it_enough_makes_it_come(trigger, part):
    parts = {"shared_at": [], "disputed_at": []} | {part: [hours(1), hours(2), hours(3)]}
    past = Past(MONDAY, **parts)

    assert fires(trigger, past, 2) == hours(2)
    assert fires(trigger, past, 4) is None


def test_a_rejected_answer_and_a_topic_of_personal_questions_come_at_once():
    assert fires(REJECTED, Past(MONDAY, rejected_at=[hours(5)])) == hours(5)
    assert fires(PERSONAL, Past(MONDAY)) == MONDAY


def test_a_rule_that_is_off_never_comes_true():
    assert first_of([Rule(PERSONAL, False)], Past(MONDAY), OFFICE, by=hours(99)) is None


def test_the_rule_that_came_true_first_is_named_with_its_version():
    rules = [Rule(TIMER, True, 60, version=3), Rule(ME_TOO, True, 1, version=7, topic_id=4)]
    past = Past(MONDAY, shared_at=[hours(2)])

    fired = first_of(rules, past, OFFICE, by=hours(9))

    assert fired == (TIMER, None, 3, 60, hours(1))


def test_a_topic_follows_the_general_rule_unless_it_says_something():
    general, own = Rule(ME_TOO, True, 5), Rule(ME_TOO, False, 3, topic_id=4)
    book = Book({ME_TOO: general}, {(ME_TOO, 4): own, (ME_TOO, 5): Rule(ME_TOO, None, topic_id=5)})

    assert book.rule(ME_TOO, 4) == own
    assert book.rule(ME_TOO, 5) == book.rule(ME_TOO, 6) == general


def minutes_from_monday(most):
    moments = st.integers(0, most).map(lambda minutes: MONDAY + minutes * MINUTE)
    return st.lists(moments, max_size=4, unique=True).map(sorted)


@st.composite
def pasts(draw):
    """Anything that can happen to a question in three days."""
    ends = draw(minutes_from_monday(4_000))
    spans = [(ends[i], ends[i + 1] if i + 1 < len(ends) else None) for i in range(0, len(ends), 2)]
    lists = [draw(minutes_from_monday(4_000)) for _ in range(4)]
    return Past(MONDAY, lists[0], spans, *lists[1:])


@settings(max_examples=60, deadline=None)
@given(pasts(), st.integers(1, 900), st.sampled_from(ALL_ON))
def test_a_count_minute_by_minute_comes_to_the_same_moment(past, threshold, rule):
    rule = Rule(rule.trigger, True, threshold if rule.threshold > 2 else rule.threshold)

    assert moment_of(rule, past, OFFICE) == counted(rule, past)


@settings(max_examples=60, deadline=None)
@given(pasts(), st.integers(1, 900), st.integers(1, 900))
def test_waiting_longer_never_brings_it_sooner(past, one, other):
    short, long = (fires(TIMER, past, minutes) for minutes in sorted((one, other)))

    assert long is None or (short is not None and short <= long)


def counted(rule, past):
    """The same without the library: every minute is looked at, and what is true then."""
    used, moment = 0, MONDAY
    due_at = None
    for _ in range(7 * 24 * 60):
        if due_at is None and used >= rule.threshold:
            due_at = moment
        is_true = {
            TIMER: due_at is not None,
            UNANSWERED: due_at is not None and not any(at <= due_at for at in past.answered_at),
            REJECTED: any(at <= moment for at in past.rejected_at),
            ME_TOO: sum(at <= moment for at in past.shared_at) >= rule.threshold,
            DISPUTED: sum(at <= moment for at in past.disputed_at) >= rule.threshold,
            PERSONAL: True,
        }[rule.trigger]
        if is_true and not is_solved(past, moment):
            return moment
        used += moment.weekday() < 5 and 9 <= moment.hour < 17
        moment += MINUTE
    return None


def is_solved(past, moment):
    return any(a <= moment and (b is None or moment < b) for a, b in past.solved)


def test_the_hit_rate_counts_what_is_decided_about_the_need():
    endings = [
        Ending("answered", "answered"),
        Ending("resolved", "accepted"),
        Ending("withdrawn", "solved_by_peer"),
        Ending("closed_unresolved", "not_needed"),
        Ending("closed_unresolved", "not_ours"),
        Ending("open", "claimed"),
        Ending("merged", "duplicate"),
    ]

    assert hit_rate(endings) == (2, 4)
    assert hit_rate([]) == (0, 0)
