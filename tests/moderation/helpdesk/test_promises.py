"""When a promise falls due, computed from the log of states and nothing else."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.services.hours import elapsed
from moderation.helpdesk.promises import (
    Entry,
    Promised,
    answered_at,
    deadline_of,
    pauses,
    reckon,
)
from moderation.helpdesk.states import State
from tests.forum.services.times import OFFICE, at

MONDAY = at("2026-03-02 10:00")
A_DAY = Promised(OFFICE, 480, MONDAY)
NEW = Entry("new", MONDAY)


def test_a_promise_is_counted_in_opening_hours():
    found = reckon(A_DAY, [NEW], met_at=None, now=at("2026-03-02 11:00"))

    assert found.due_at == at("2026-03-03 10:00")


def test_the_clock_stands_still_while_we_wait_for_the_citizen():
    log = [NEW, Entry("waiting_citizen", at("2026-03-02 12:00"))]

    found = reckon(A_DAY, log, met_at=None, now=at("2026-03-04 12:00"))

    assert found.due_at is None


def test_the_clock_goes_on_where_it_stopped():
    log = [
        NEW,
        Entry("waiting_citizen", at("2026-03-02 12:00")),
        Entry("open", at("2026-03-05 12:00")),
    ]

    found = reckon(A_DAY, log, met_at=None, now=at("2026-03-05 12:00"))

    assert found.due_at == at("2026-03-06 10:00")


def test_waiting_for_somebody_else_is_our_own_affair():
    log = [NEW, Entry("waiting_third_party", at("2026-03-02 12:00"))]

    found = reckon(A_DAY, log, met_at=None, now=at("2026-03-02 13:00"))

    assert found.due_at == at("2026-03-03 10:00")


def test_an_answer_that_was_rejected_does_not_use_up_the_time_it_lay_with_the_citizen():
    log = [
        NEW,
        Entry("answered", at("2026-03-02 12:00")),
        Entry("open", at("2026-03-09 12:00")),
    ]

    assert answered_at(log) is None
    assert deadline_of(A_DAY, log, now=at("2026-03-09 12:00")) == at("2026-03-10 10:00")


def test_the_answer_that_stands_counts_and_not_the_day_it_was_accepted():
    log = [
        NEW,
        Entry("answered", at("2026-03-02 15:00")),
        Entry("resolved", at("2026-03-20 09:00")),
    ]

    found = reckon(A_DAY, log, met_at=answered_at(log), now=at("2026-03-20 09:00"))

    assert found.met_at == at("2026-03-02 15:00")
    assert found.is_kept


def test_an_answer_after_the_deadline_came_late():
    log = [NEW, Entry("answered", at("2026-03-03 10:01"))]

    found = reckon(A_DAY, log, met_at=answered_at(log), now=at("2026-03-03 10:01"))

    assert not found.is_kept
    assert found.deadline == at("2026-03-03 10:00")


def test_an_answer_at_the_last_moment_is_in_time():
    log = [NEW, Entry("answered", at("2026-03-03 10:00"))]

    assert reckon(A_DAY, log, met_at=answered_at(log), now=at("2026-03-03 10:00")).is_kept


@pytest.mark.parametrize("state", ["withdrawn", "closed_unresolved", "merged"])
def test_nothing_falls_due_once_it_is_over(state):
    log = [NEW, Entry(state, at("2026-03-02 11:00"))]

    found = reckon(A_DAY, log, met_at=None, now=at("2026-04-02 11:00"))

    assert found.due_at is None
    assert found.met_at is None


def test_what_came_after_a_moment_is_no_pause_before_it():
    log = [
        NEW,
        Entry("waiting_citizen", at("2026-03-02 12:00")),
        Entry("open", at("2026-03-05 12:00")),
        Entry("answered", at("2026-03-05 13:00")),
    ]

    assert pauses(log, A_DAY, until=at("2026-03-02 11:00")) == []
    assert pauses(log, A_DAY, until=at("2026-03-03 11:00")) == [
        (at("2026-03-02 12:00"), at("2026-03-03 11:00"))
    ]


STEPS = st.lists(
    st.tuples(st.sampled_from([str(s) for s in State]), st.integers(1, 3000)), max_size=12
)


@given(STEPS)
def test_pauses_never_overlap_and_the_deadline_leaves_exactly_the_promised_time(steps):
    log, moment = [NEW], MONDAY
    for state, minutes in steps:
        moment += timedelta(minutes=minutes)
        log.append(Entry(state, moment))
    end = moment + timedelta(minutes=1)

    waits = pauses(log, A_DAY, until=end)
    deadline = deadline_of(A_DAY, log, now=end)

    assert all(start < stop for start, stop in waits)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(waits))
    assert elapsed(OFFICE, MONDAY, deadline, waits) == A_DAY.minutes
