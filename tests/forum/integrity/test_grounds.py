"""What is found and what is not, as small stories: who gave whom how many gifts."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from forum.integrity.flow import Cast, Flow
from forum.integrity.looking import findings

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Ties = dict[tuple[int, int], int]


def village(people: Iterable[int], many: int = 2) -> Ties:
    """Everybody gives everybody."""
    return dict.fromkeys(permutations(people, 2), many)


def circle(people: list[int], many: int) -> Ties:
    """Everybody gives the next one only."""
    return {(one, people[(place + 1) % len(people)]): many for place, one in enumerate(people)}


def town(people: int = 60, first: int = 100) -> Ties:
    """Each gives ten others, some more and some less."""
    ties: Ties = {}
    for one in range(people):
        for step in range(1, 11):
            other = (one * 7 + step * step * 3 + 1) % people
            if other != one:
                ties[first + one, first + other] = 1 + step % 2
    return ties


def strewn(givers: Iterable[int], to: Iterable[int]) -> Ties:
    """To look harmless."""
    return {(giver, receiver): 1 for giver in givers for receiver in to}


RING, SMALL, PAIR = list(range(1, 21)), [1, 2, 3, 4], [1, 2]
FAMILY = {(1, 2): 2, (2, 1): 1, (3, 2): 1, (1, 3): 2, (2, 4): 1, (4, 1): 1}
OUTSIDE = {(100, 1): 3, (101, 2): 4, (102, 3): 3, (103, 4): 3, (1, 104): 3, (2, 105): 2}
FANS = {(giver, 1): 4 for giver in range(2, 12)}
STORIES: list[tuple[str, Ties, list[tuple[str, int]]]] = [
    ("nobody did anything", {}, []),
    ("a town", town(), []),
    ("a village of eight in which all help all", village(range(8), 5), []),
    ("a village of eight with visitors", village(range(8), 5) | {(50, 1): 1, (51, 2): 1}, []),
    ("two people alone in the world", village(PAIR, 9), []),
    ("two neighbours who also help others", town() | village(PAIR, 5) | {(1, 100): 9, (101, 1): 9,
     (2, 102): 9, (103, 2): 9}, []),
    ("two for each other only", town() | village(PAIR, 5), [("exchange", 2)]),
    ("two, but one gives much more", town() | {(1, 2): 14, (2, 1): 5}, []),
    ("an asker and the one who always answers", town() | {(1, 2): 12, (2, 1): 1}, []),
    ("a family that also lives in the town", town() | FAMILY | OUTSIDE, []),
    ("twenty, all for all", town() | village(RING, 1), [("ring", 20)]),
    ("twenty in a circle", town() | circle(RING, 4), [("ring", 20)]),
    ("twenty who strew", town() | village(RING, 1) | strewn(RING, range(100, 115)), [("ring", 20)]),
    ("twenty with one honest answer", town() | village(RING, 1) | {(100, 1): 2, (101, 2): 1},
     [("ring", 20)]),
    ("four, all for all", town() | village(SMALL, 2), [("ring", 4)]),
    ("four friends who get a fifth from others", town() | village(SMALL, 2) | {(100, 1): 2,
     (101, 2): 2, (102, 3): 2, (103, 4): 2}, []),
    ("twenty who did it once", town() | circle(RING, 1), []),
    ("a helper and those who ask", town() | {(asker, 1): 3 for asker in range(2, 30)}, []),
    ("ten who vote for one", town() | FANS, [("fans", 11)]),
    ("five who vote for one", town() | {(giver, 1): 4 for giver in range(2, 7)}, []),
    ("ten who vote for the one whom all vote for", town() | FANS | {
        (100 + n, 1): 30 for n in range(60)}, []),
    ("ten who also help others", town() | FANS | {(100 + n, n): 3 for n in range(2, 12)}, []),
]  # fmt: skip
OWED = {"a helper and those who ask"}
"""Here everybody gives in their own questions: no votes in other people's."""


@pytest.mark.parametrize(("name", "ties", "found"), STORIES, ids=[story[0] for story in STORIES])
def test_what_is_found(name, ties, found):
    rows = [(giver, receiver, many) for (giver, receiver), many in ties.items()]
    gifts = Flow.of(rows)
    votes = Flow.of([] if name in OWED else rows)

    seen = findings(gifts, votes, [], seeds=set(gifts.received))

    assert [(one.ground, len(one.members)) for one in seen] == found


@pytest.mark.parametrize("seed", RING)
def test_a_ring_is_found_from_whomever_one_begins(seed):
    ties = town() | circle(RING, 4) | strewn(RING, range(100, 103))
    gifts = Flow.of((*pair, many) for pair, many in ties.items())

    (ring,) = findings(gifts, Flow(), [], seeds={seed})

    assert ring.members == frozenset(RING)
    assert (ring.part, ring.whole) == (80, 80)


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        ([0, 1, 2, 3], []),
        ([0, 1, 2, 3, 24], [5]),
        ([0, 1, 2, 3, 25], []),
        ([0, 6, 12, 18, 24, 30, 36], [7]),
        ([0, 100, 101, 102, 103, 104, 200], [5]),
        ([0, 1, 2, 3, 4, 50, 51, 52, 53, 54], [10]),
    ],
)
def test_bursts(hours, found):
    casts = [Cast(1, 2, n, NOON + timedelta(hours=hour)) for n, hour in enumerate(hours)]
    other_way = [Cast(2, 1, 99, NOON)]

    seen = findings(Flow(), Flow(), [*casts, *other_way], seeds=set())

    assert [len(one.posts) for one in seen] == found
    assert all(set(one.givers) == {1} and set(one.receivers) == {2} for one in seen)
