"""The comparison of two groups of waits gives the numbers that other programs give."""

from itertools import combinations
from statistics import pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.fairness.reckoning import Case, chance_of, groups, spread_of, u_of

# Ozone in May and in August, of the data set airquality that comes with R.
MAY = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23]
MAY += [45, 115, 37]
AUGUST = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168]
AUGUST += [73, 76, 118, 84, 85]
few = st.lists(st.integers(0, 5), min_size=1, max_size=5)


def test_it_says_what_r_says_of_samples_with_ties():
    """`wilcox.test(Ozone ~ Month)`: W = 127.5, p-value = 0.0001208."""
    assert u_of(MAY, AUGUST) == 127.5
    assert chance_of(MAY, AUGUST) == pytest.approx(0.0001208, rel=1e-3)


def test_it_says_what_scipy_says_of_samples_without():
    """The example of `scipy.stats.mannwhitneyu`, method "asymptotic"."""
    assert u_of([19, 22, 16, 29, 24], [20, 11, 17, 12]) == 17
    assert chance_of([19, 22, 16, 29, 24], [20, 11, 17, 12]) == pytest.approx(0.11134688653314041)


def test_groups_of_one_value_do_not_differ():
    assert chance_of([5] * 12, [5] * 20) == 1.0


@given(few, few)
def test_it_counts_who_waited_longer(first, second):
    above = sum((a > b) + (a == b) / 2 for a in first for b in second)

    assert u_of(first, second) == above
    assert u_of(first, second) + u_of(second, first) == len(first) * len(second)
    assert chance_of(first, second) == pytest.approx(chance_of(second, first))
    assert 0 < chance_of(first, second) <= 1


@settings(max_examples=40)
@given(few, few)
def test_its_spread_is_that_of_every_way_to_draw(first, second):
    """Worked out from the formula, and counted: of all ways to choose the first group."""
    values = [*first, *second]
    ways = [
        u_of([values[i] for i in drawn], [v for i, v in enumerate(values) if i not in drawn])
        for drawn in combinations(range(len(values)), len(first))
    ]

    assert spread_of(values, len(first)) ** 2 == pytest.approx(pvariance(ways), abs=1e-9)


def test_a_small_group_is_neither_shown_nor_compared():
    cases = [Case("newcomer", "", "", minutes) for minutes in range(30)]
    small = [Case("advocate", "", "", 5)] * 9

    newcomers, advocates = groups("all", "", [*cases, *small])

    assert (newcomers.cases, newcomers.minutes, newcomers.by_chance) == (30, 14.5, None)
    assert not advocates.is_told
    assert (advocates.minutes, advocates.by_chance) == (None, None)


def test_a_group_that_is_served_first_is_found():
    slow = [Case("newcomer", "", "", 100 + minutes) for minutes in range(30)]
    quick = [Case("advocate", "", "", minutes) for minutes in range(30)]
    alike = [Case("advocate", "", "", 100 + minutes) for minutes in range(30)]

    found = [one.by_chance for one in groups("all", "", [*slow, *quick])]

    assert len([chance for chance in found if chance is not None and chance < 0.001]) == 2
    assert {one.by_chance for one in groups("all", "", [*slow, *alike])} == {1.0}
