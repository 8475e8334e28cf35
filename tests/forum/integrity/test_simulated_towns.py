"""Sixty days with twenty who arrange points: they gain hardly anything, honest towns lose none."""

from functools import cache
from statistics import median

import pytest

from tests.forum.integrity.schemes import (
    HABITS,
    HELPER,
    TWENTY,
    friends_at_one_address,
    helper_and_ring,
    helper_in_a_ring,
    lived,
    puppets,
    puppets_at_one_address,
    ring,
    trickle,
)
from tests.forum.integrity.towns import Habits, points_of

HONEST = range(1, HABITS.members + 1)
MOST = 0.1
TOWNS = [
    Habits(members=8, questions_a_day=1, few=0.3),
    Habits(members=8, questions_a_day=4, few=0.7),
    Habits(members=12, questions_a_day=3, few=0.3),
    Habits(members=30, questions_a_day=4, few=0.7),
    Habits(members=100, questions_a_day=6),
    Habits(members=200, questions_a_day=8, few=0.7),
]


@cache
def town_with(scheme):
    return lived(20260302, HABITS, scheme)


def gained_by_arrangement(town):
    """What each of the twenty has more than without what they gave one another."""
    inside = {g.event_id for g in town.gifts if {g.giver, g.receiver} <= set(TWENTY)}
    without = points_of(event for event in town.told if event.event_id not in inside)
    return {one: town.points()[one] - without[one] for one in TWENTY}


@pytest.mark.parametrize("scheme", [ring, trickle, helper_and_ring, helper_in_a_ring])
def test_twenty_gain_at_most_a_tenth_of_an_honest_member(scheme):
    town = town_with(scheme)
    honest = median(town.points()[one] for one in HONEST)

    gained = gained_by_arrangement(town)

    assert honest >= 20
    assert max(gained.values()) <= MOST * honest
    assert not town.flagged() & set(HONEST)


@pytest.mark.parametrize("scheme", [puppets_at_one_address, friends_at_one_address])
def test_accounts_at_one_address_gain_at_most_a_tenth_of_an_honest_member(scheme):
    town = town_with(scheme)
    honest = median(town.points()[one] for one in HONEST)

    assert max(gained_by_arrangement(town).values()) <= MOST * honest
    assert not town.flagged() & set(HONEST)


def test_without_a_look_at_addresses_they_would_gain_much():
    town = town_with(puppets)
    honest = median(town.points()[one] for one in HONEST)

    assert gained_by_arrangement(town)[HELPER] > 2 * honest


def test_without_the_nightly_look_they_would_gain_much(monkeypatch):
    monkeypatch.setattr("tests.forum.integrity.towns.Town.night", lambda town: None)

    town = lived(20260302, HABITS, trickle)

    honest = median(town.points()[one] for one in HONEST)
    assert median(gained_by_arrangement(town).values()) > 2 * honest


def test_whoever_really_helps_keeps_what_strangers_gave():
    town = town_with(helper_and_ring)
    strangers = [g for g in town.gifts if g.receiver == HELPER and g.giver in HONEST]

    assert strangers
    assert not any(gift.event_id in town.void for gift in strangers)


@pytest.mark.parametrize("habits", TOWNS)
def test_an_honest_town_is_left_alone(habits):
    assert lived(habits.members, habits).found == []


def live_in_homes(town, day):
    """Families of four, each behind one router."""
    people = range(1, HABITS.members + 1)
    town.homes = [set(people[first : first + 4]) for first in range(0, len(people), 4)]


@pytest.mark.parametrize("habits", TOWNS[3:4])
def test_an_honest_town_of_families_is_left_alone(habits):
    assert lived(habits.members, habits, live_in_homes).found == []
