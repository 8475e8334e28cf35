"""The numbers that ideas are ordered by: what must be true of them whatever the history."""

import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from math import nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from forum.ideas.models import Idea
from forum.ideas.queries.lists import ORDERS
from forum.ideas.ranking import (
    COLD,
    beta_below,
    beta_quantile,
    exploration,
    fair_key,
    heat_of,
    spread,
    top_of,
    warmed,
)
from forum.kernel.db import db

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)

moments = st.integers(0, 20 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
histories = st.lists(moments, min_size=1, max_size=30)
counts = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted)
means = st.floats(0.01, 0.99)


def test_a_support_of_a_week_ago_weighs_half_of_one_of_today():
    two_last_week, one_today = [START, START], [START + WEEK]

    assert heat_of(two_last_week) == pytest.approx(heat_of(one_today))


def test_nobody_is_colder_than_one_old_support():
    assert heat_of([datetime(2001, 1, 1, tzinfo=UTC)]) > COLD


@given(histories)
def test_warming_support_by_support_gives_what_counting_anew_gives(history):
    heat = COLD
    for moment in history:
        heat = warmed(heat, moment)

    assert heat == pytest.approx(heat_of(history), abs=1e-9)


@given(histories, moments)
def test_one_more_support_never_cools(history, moment):
    assert warmed(heat_of(history), moment) >= heat_of(history)


@given(histories, histories, st.integers(0, 3650))
def test_two_ideas_nobody_touches_never_change_places(one, other, days):
    """The fault of scores that divide by age: the older of two dead ideas came to stand first."""
    now = START + timedelta(days=20 * 365)
    later = now + timedelta(days=days)
    before, after = (
        _decayed(one, now) - _decayed(other, now),
        _decayed(one, later) - _decayed(other, later),
    )

    if abs(heat_of(one) - heat_of(other)) > 1e-9:
        assert (heat_of(one) > heat_of(other)) == (before > 0) or before == 0
        assert before * after >= 0


@given(counts, means)
def test_one_more_supporter_never_lowers_an_idea(counted, mean):
    supports, viewers = counted

    assert top_of(supports + 1, viewers + 1, mean=mean) >= top_of(supports, viewers, mean=mean)


@given(counts, means)
def test_one_more_viewer_who_does_not_support_never_raises_it(counted, mean):
    supports, viewers = counted

    assert top_of(supports, viewers + 1, mean=mean) <= top_of(supports, viewers, mean=mean) + 1e-12


def test_a_few_of_a_few_are_trusted_less_than_many_of_many():
    assert top_of(3, 3, mean=0.2) < top_of(300, 400, mean=0.2)


def beside(number, end, steps=4):
    """A few of the computer's own numbers further towards an end."""
    for _ in range(steps):
        number = nextafter(number, end)
    return number


@given(st.floats(0.3, 300), st.floats(0.3, 300), st.floats(0.001, 0.999))
def test_the_quantile_is_where_the_share_lies_below(a, b, share):
    """Near the ends the next number a computer has lies further off than that: it counts too."""
    x = beta_quantile(share, a, b)
    before, after = (beside(x, end) for end in (0.0, 1.0))

    assert 0 < x < 1
    assert beta_below(before, a, b) - 1e-7 <= share <= beta_below(after, a, b) + 1e-7


@pytest.mark.parametrize(
    ("share", "a", "b", "expected"),
    [
        # By hand: I_x(1, b) = 1 - (1 - x)^b and I_x(a, 1) = x^a.
        (0.05, 1, 1, 0.05),
        (0.05, 1, 10, 1 - 0.95**0.1),
        (0.05, 10, 1, 0.05**0.1),
        (0.5, 7, 7, 0.5),
        # Pearson's tables of the incomplete beta function: 3 x^4 - 8 x^3 + 6 x^2 = 0.05.
        (0.05, 2, 3, 0.0976114628864144),
    ],
)
def test_known_quantiles(share, a, b, expected):
    assert beta_quantile(share, a, b) == pytest.approx(expected, rel=1e-9)


def test_the_polynomial_of_the_last_known_quantile_is_right():
    x = 0.0976114628864144

    assert 3 * x**4 - 8 * x**3 + 6 * x**2 == pytest.approx(0.05)


def test_the_fair_order_gives_each_of_equals_the_same_chance_to_be_first():
    ids = range(100, 120)

    first = Counter(_first(ids, dict.fromkeys(ids, 7), seed) for seed in range(4000))

    assert set(first) == set(ids)
    expected = 4000 / 20
    assert sum((n - expected) ** 2 / expected for n in first.values()) < 43.8  # chi2, 19, 0.1 %


def test_what_nobody_has_seen_comes_first_far_oftener():
    viewers = {1: 0} | dict.fromkeys(range(2, 11), 1000)

    first = Counter(_first(viewers, viewers, seed) for seed in range(2000))

    assert exploration(0) == 9
    assert exploration(1000) == 1
    by_hand = 0.9 * (1 - (8 / 9) ** 10)  # a ninth of an even draw against nine whole ones
    assert first[1] / 2000 == pytest.approx(by_hand, abs=0.04)


@given(st.integers(1, 2**40), st.integers(0, 10**6), st.integers(0, 2**31))
def test_no_product_outgrows_sixty_four_bits(idea_id, viewers, seed):
    first, second = spread(seed)

    assert 0 <= fair_key(idea_id, viewers, seed=seed) < 2**63
    assert first * (2**31 - 2) + second < 2**63
    assert (2**31 - 2) ** 2 + first * (2**31 - 2) < 2**63


def test_the_database_draws_the_same_fair_order(ideas_of, make_seen):
    ids = [ideas_of(f"Benches number {n}") for n in range(6)]
    for idea_id, viewers in zip(ids, (0, 1, 4, 40, 0, 9), strict=True):
        make_seen(idea_id, viewers)
    seed = 20_260_302
    first, second = spread(seed)

    rows = select(Idea.id, Idea.viewer_count, ORDERS["fair"].key)
    drawn = db.execute(rows, {"first": first, "second": second}).all()

    assert {row[0]: row[2] for row in drawn} == {
        row[0]: fair_key(row[0], row[1], seed=seed) for row in drawn
    }


def _decayed(history: list[datetime], now: datetime) -> float:
    """The plain sum the logarithm stands for: what a clerk would compute on that day."""
    return math.fsum(2.0 ** ((moment - now) / WEEK) for moment in history)


def _first(ids, viewers, seed):
    return min(ids, key=lambda idea_id: fair_key(idea_id, viewers[idea_id], seed=seed))
