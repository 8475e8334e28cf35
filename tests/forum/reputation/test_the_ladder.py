"""The published rules, judged from numbers alone."""

from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.accounts.standing import Rung
from forum.reputation.footing import Footing, Sight, settled
from forum.reputation.ladder import KEEP, PUBLISHED, Record
from forum.reputation.matching import different_people

READER = {"threads_read": 5, "posts_read": 30, "minutes_read": 10}
FOLLOWER = {"people_helped": 5, "active_days": 6}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def rung_for(record, *, on):
    """The rung after one look at somebody who stood there since this moment."""
    return settled(Footing(rung=on, since=NOON), Sight(record=record, at=NOON, rules=PUBLISHED))[
        0
    ].rung


@pytest.mark.parametrize(
    ("done", "rung"),
    [
        ({}, Rung.NEWCOMER),
        ({"days_here": 1, **READER}, Rung.REGULAR),
        ({"days_here": 0, **READER}, Rung.NEWCOMER),
        ({"days_here": 1, **READER, "posts_read": 29}, Rung.NEWCOMER),
        ({"days_here": 1, **READER, "minutes_read": 9}, Rung.NEWCOMER),
        ({"days_here": 1, "answers_that_helped": 1}, Rung.REGULAR),
        ({"answers_that_helped": 1}, Rung.NEWCOMER),
        (FOLLOWER, Rung.FOLLOWER),
        ({**FOLLOWER, "people_helped": 4}, Rung.NEWCOMER),
        ({**FOLLOWER, "active_days": 5}, Rung.NEWCOMER),
        ({**FOLLOWER, "upheld_reports": 1}, Rung.FOLLOWER),
        ({**FOLLOWER, "upheld_reports": 2}, Rung.NEWCOMER),
        ({**FOLLOWER, "sanctions": 1}, Rung.NEWCOMER),
    ],
)
def test_what_takes_a_newcomer_where(done, rung):
    assert rung_for(Record(**done), on=Rung.NEWCOMER) == rung


def test_a_regular_stays_one_without_doing_anything():
    assert rung_for(Record(), on=Rung.REGULAR) == Rung.REGULAR


@pytest.mark.parametrize(("helped", "stays"), [(20, True), (18, True), (17, False)])
def test_to_stay_takes_90_of_100_of_what_entering_took(helped, stays):
    done = Record(
        people_helped_in_a_year=helped,
        days_as_follower=90,
        share_that_helped=30,
        behaviours_shown=3,
        confirmed_by_staff=1,
    )

    assert PUBLISHED.is_earned(Rung.ADVOCATE, done, mark=KEEP) == stays
    assert PUBLISHED.is_earned(Rung.ADVOCATE, done) == (helped >= 20)


def test_nobody_becomes_an_advocate_by_numbers():
    everything = Record(**{name: 1000 for name in Record.__slots__} | {"sanctions": 0})

    assert rung_for(everything, on=Rung.FOLLOWER) != Rung.ADVOCATE


def test_each_requirement_says_how_much_is_there_and_how_much_is_asked():
    people, days, reports, _ = PUBLISHED.asked_for(Rung.FOLLOWER, Record(people_helped=3))

    assert (people.have, people.of, people.is_met) == (3, 5, False)
    assert (days.have, days.of, days.is_met) == (0, 6, False)
    assert (reports.have, reports.at_most, reports.is_met) == (0, True, True)


pairs = st.sets(st.tuples(st.integers(1, 5), st.integers(10, 14)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(pairs)
def test_each_person_and_each_thread_counts_once(helped):
    people = sorted({person for person, _ in helped})
    threads = [10, 11, 12, 13, 14]
    tried = permutations(threads, len(people))
    best = max(sum(pair in helped for pair in zip(people, order, strict=True)) for order in tried)

    assert different_people(helped) == best


def test_a_long_chain_of_help_is_counted_without_end():
    chain = {(n, n) for n in range(3000)} | {(n, n + 1) for n in range(3000)}

    assert different_people(chain) == 3000
