"""One paper for each person, counted once after the close: whatever the order of what happens."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import Member
from forum.ballots import actions, queries
from forum.ballots.models import Ballot, BallotOption, BallotPaper
from forum.ballots.rules import MOST, approvals, chosen_in, marks_of
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import new_subject
from tests.races.crowd import crowd

options = st.integers(2, MOST)
papers = st.lists(st.tuples(st.integers(0, 5), st.frozensets(st.integers(0, 3))), max_size=25)


@given(options.flatmap(lambda n: st.tuples(st.just(n), st.frozensets(st.integers(0, n - 1)))))
def test_a_paper_says_what_was_put_on_it(case):
    number, chosen = case

    assert chosen_in(marks_of(chosen, options=number)) == chosen


@given(options, st.integers(-3, 40))
def test_what_is_not_on_the_paper_cannot_be_chosen(number, option):
    if option in range(number):
        assert marks_of([option], options=number) == 1 << option
    else:
        with pytest.raises(ValueError, match="are none"):
            marks_of([option], options=number)


@given(papers)
def test_the_count_is_the_sum_over_the_last_papers(handed_in):
    last = dict(handed_in)
    by_marks = Counter(marks_of(chosen, options=4) for chosen in last.values())

    expected = [sum(option in chosen for chosen in last.values()) for option in range(4)]

    assert approvals(by_marks, options=4) == expected


@pytest.fixture
def people(app) -> list[int]:
    return crowd(6)


def opened(cleo, *, options: int = 4, days: float = 7) -> int:
    with writing():
        if not queries.are_on():
            actions.switch_ballots(on=True, by=cleo.member)
        words = [f"Option {number}" for number in range(options)]
        closes_at = now() + timedelta(days=days)
        about_id = new_subject("thread")
        ballot = actions.open_ballot(about_id, "Which?", words, closes_at=closes_at, by=cleo.member)
        return ballot.about_id


def hand_in(about_id: int, member_id: int, chosen: frozenset[int] | set[int]) -> None:
    with writing():
        ballot = queries.ballot_about(about_id, lock=True)
        actions.cast_paper(ballot, chosen, by=db.get_one(Member, member_id))


def count_on(day: float) -> None:
    with at(now() + timedelta(days=day)), writing():
        actions.count_closed()


def counted(about_id: int) -> tuple[int | None, list[int | None]]:
    with fresh_reading():
        ballot = queries.ballots_about([about_id])[about_id]
        return ballot.papers, [one.approvals for one in ballot.options]


Doing = tuple[str, int, frozenset[int]]
DEEDS: st.SearchStrategy[Doing] = st.one_of(
    st.tuples(st.just("hand in"), st.integers(0, 5), st.frozensets(st.integers(0, 3))),
    st.tuples(st.just("take back"), st.integers(0, 5), st.just(frozenset())),
)


# Each history has a ballot of its own.
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(DEEDS, max_size=12), after=st.lists(DEEDS, max_size=4))
def test_any_history_counts_the_last_papers_before_the_close(people, cleo, before, after):
    about_id, last = opened(cleo), {}
    for deed, who, chosen in before:
        if deed == "hand in":
            hand_in(about_id, people[who], chosen)
            last[who] = chosen
        else:
            with writing():
                actions.take_back_papers(people[who])
            last.pop(who, None)
        with fresh_reading():
            mine = select(func.count()).where(BallotPaper.ballot_id == Ballot.id)
            rows = mine.where(Ballot.about_id == about_id)
            assert db.scalar(rows) == len(last)

    with at(now() + timedelta(days=8)):
        for deed, who, chosen in after:
            if deed == "hand in":
                with pytest.raises(Refused, match="closed"):
                    hand_in(about_id, people[who], chosen)
            else:
                with writing():
                    actions.take_back_papers(people[who])
    for _ in range(2):
        count_on(8)

    expected = [sum(option in chosen for chosen in last.values()) for option in range(4)]
    assert counted(about_id) == (len(last), expected)


def test_nothing_is_known_before_the_close_and_no_paper_is_left_after_it(people, cleo):
    about_id = opened(cleo)
    for who in people:
        hand_in(about_id, who, {1})
    count_on(3)
    assert counted(about_id) == (None, [None] * 4)

    count_on(8)

    assert counted(about_id) == (6, [0, 6, 0, 0])
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(BallotPaper)) == 0
        rows = select(PublishedEvent.facts).where(PublishedEvent.kind == "ballot_paper_cast")
        assert {frozenset(facts) for facts in db.scalars(rows)} == {
            frozenset({"ballot_id", "about_id"})
        }


def test_the_same_paper_twice_is_one_deed(people, cleo):
    about_id = opened(cleo)
    for chosen in ({1}, {1}, {1, 2}):
        hand_in(about_id, people[0], chosen)

    with fresh_reading():
        rows = select(func.count()).where(PublishedEvent.kind == "ballot_paper_cast")
        assert db.scalar(rows) == 2


def test_what_is_about_one_thing_has_one_ballot(cleo):
    about_id = opened(cleo)

    with writing():
        said: dict[str, Any] = {"closes_at": now() + timedelta(days=1), "by": cleo.member}
        again = actions.open_ballot(about_id, "Or?", ["a", "b"], **said)
        assert again.question == "Which?"


@pytest.mark.parametrize("words", [["One"], ["One", "One"], [str(n) for n in range(MOST + 1)]])
def test_a_ballot_has_two_options_to_twenty_and_each_once(cleo, words):
    opened(cleo)
    with writing():
        about_id = new_subject("thread")

    closes_at, by = now() + timedelta(days=1), cleo.member
    with pytest.raises(Invalid, match="two options at least"), writing():
        actions.open_ballot(about_id, "Which?", words, closes_at=closes_at, by=by)


def test_an_option_that_is_not_there_is_refused(people, cleo):
    about_id = opened(cleo)

    with pytest.raises(Invalid, match="options on the paper"):
        hand_in(about_id, people[0], {4})


def test_no_ballot_is_opened_while_they_are_off_and_open_ones_go_on(people, cleo):
    about_id = opened(cleo)
    with writing():
        actions.switch_ballots(on=False, by=cleo.member)
        other = new_subject("thread")

    closes_at, by = now() + timedelta(days=1), cleo.member
    with pytest.raises(Refused, match="switched off"), writing():
        actions.open_ballot(other, "Which?", ["a", "b"], closes_at=closes_at, by=by)
    hand_in(about_id, people[0], {0})
    count_on(8)
    assert counted(about_id) == (1, [1, 0, 0, 0])


@pytest.mark.every_value
@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (BallotPaper, {"marks": 1 << MOST}),
        (BallotPaper, {"marks": -1}),
        (BallotOption, {"approvals": -1}),
        (Ballot, {"papers": 1}),
        (Ballot, {"papers": 1, "counted_at": now() - timedelta(days=900)}),
    ],
)
def test_the_database_refuses_what_cannot_be(people, cleo, model, wrong):
    about_id = opened(cleo)
    hand_in(about_id, people[0], {0})

    with pytest.raises(IntegrityError), writing():
        db.execute(update(model).values(**wrong))
