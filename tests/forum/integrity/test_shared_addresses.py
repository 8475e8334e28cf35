"""To share an address is never enough; to get nearly all from those who give nobody else is."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.accounts.emails import mailbox_of
from forum.integrity.flow import Flow, Shared
from forum.integrity.grounds import Ground
from forum.integrity.looking import findings
from forum.integrity.sharing import shared_addresses
from tests.forum.integrity.test_grounds import FAMILY, OUTSIDE, Ties, town
from tests.forum.integrity.towns import together

Groups = list[set[int]]
SELVES = {1, 2, 3}
THREE_OF_ONE = {(2, 1): 6, (3, 1): 5}
EACH_OTHER = dict.fromkeys(permutations(SELVES, 2), 5)
KIND = {(2, 1): 6, (3, 1): 6} | {(100 + n, 1): 3 for n in range(4)}
STREWN = {(2, 100): 6, (3, 101): 6}
STORIES: list[tuple[str, Ties, Groups, Groups, list[tuple[int, int]]]] = [
    ("three accounts of one person", THREE_OF_ONE, [SELVES], [], [(2, 1)]),
    ("the same without a shared address", THREE_OF_ONE, [], [], []),
    ("with a few gifts of strangers", THREE_OF_ONE | {(100, 1): 3, (101, 1): 4}, [SELVES], [],
     [(2, 1)]),
    ("below the bar", {(2, 1): 5, (3, 1): 4}, [SELVES], [], []),
    ("one giver at the bar", {(2, 1): 10}, [{1, 2}], [], [(1, 1)]),
    ("one giver below the bar", {(2, 1): 9}, [{1, 2}], [], []),
    ("a family of four that also helps others", FAMILY | OUTSIDE, [{1, 2, 3, 4}], [], []),
    ("a family and a helper whom strangers thank", KIND, [SELVES], [], []),
    ("two who give as much elsewhere", THREE_OF_ONE | STREWN, [SELVES], [], []),
    ("half of them at another address", THREE_OF_ONE, [{1, 2}], [], []),
    ("three who give one another, told once", EACH_OTHER, [SELVES], [], [(3, 3)]),
    ("a mailbox with a plus", {(2, 1): 3}, [], [{1, 2}], [(1, 1)]),
    ("a mailbox with a plus, twice", {(2, 1): 2}, [], [{1, 2}], []),
    ("a mailbox, among many others", {(2, 1): 3} | {(100 + n, 1): 1 for n in range(8)}, [],
     [{1, 2}], []),
    ("a network and a mailbox together", {(2, 1): 5, (3, 1): 5}, [{1, 2}], [{1, 3}], [(2, 1)]),
]  # fmt: skip


def flow_of(ties: Ties) -> Flow:
    return Flow.of((giver, receiver, many) for (giver, receiver), many in ties.items())


def seen(ties: Ties, networks: Groups, mailboxes: Groups | None = None) -> list[tuple[int, int]]:
    gifts, shared = flow_of(ties), Shared(together(networks), together(mailboxes or []))
    found = findings(gifts, Flow(), [], seeds=set(gifts.received), shared=shared)
    ours = [one for one in found if one.ground == Ground.SHARED_ADDRESS]
    return [(len(one.givers), len(one.receivers)) for one in ours]


@pytest.mark.parametrize(
    ("ties", "networks", "mailboxes", "found"),
    [story[1:] for story in STORIES],
    ids=[story[0] for story in STORIES],
)
def test_what_is_found(ties, networks, mailboxes, found):
    assert seen(town() | ties, networks, mailboxes) == found


def test_where_half_of_the_place_shares_a_network_it_is_the_place():
    course = {(giver, 1): 5 for giver in range(2, 8)}

    assert seen(course | {(8, 1): 3, (9, 8): 3}, [set(range(1, 8))]) == []
    assert seen(course | town(), [set(range(1, 8))]) == [(6, 1)]


def test_part_and_whole_are_the_gifts_it_is_about():
    ties = town() | THREE_OF_ONE | {(100, 1): 4}

    (found,) = shared_addresses(flow_of(ties), {1}, Shared(together([SELVES])))

    assert (found.part, found.whole) == (11, 15)
    assert (found.givers, found.receivers) == (frozenset({2, 3}), frozenset({1}))


PEOPLE = some.integers(1, 9)
PAIRS = some.tuples(PEOPLE, PEOPLE).filter(lambda pair: pair[0] != pair[1])


@given(
    ties=some.dictionaries(PAIRS, some.integers(1, 12), max_size=25),
    networks=some.lists(some.sets(PEOPLE, min_size=2, max_size=5), max_size=3),
    mailboxes=some.lists(some.sets(PEOPLE, min_size=2, max_size=3), max_size=2),
    chance=some.randoms(use_true_random=False),
)
def test_neither_the_order_of_gifts_nor_of_looking_matters(ties, networks, mailboxes, chance):
    told = [*(town() | ties).items()]
    shuffled = chance.sample(told, len(told))
    shared = Shared(together(networks), together(mailboxes))
    other = Shared(together(networks[::-1]), together(mailboxes[::-1]))
    flow, again = flow_of(dict(told)), flow_of(dict(shuffled))
    seeds = [*flow.received]

    found = shared_addresses(flow, seeds, shared)

    assert shared_addresses(again, chance.sample(seeds, len(seeds)), other) == found
    each = [one for seed in seeds for one in shared_addresses(flow, [seed], shared)]
    assert {r for one in each for r in one.receivers} == {r for f in found for r in f.receivers}


@given(
    ties=some.dictionaries(PAIRS, some.integers(1, 12), max_size=25),
    networks=some.lists(some.sets(PEOPLE, min_size=2, max_size=5), max_size=3),
    mailboxes=some.lists(some.sets(PEOPLE, min_size=2, max_size=3), max_size=2),
)
def test_only_who_shares_is_ever_found(ties, networks, mailboxes):
    shared = Shared(together(networks), together(mailboxes))
    flow = flow_of(town() | ties)

    for found in shared_addresses(flow, flow.received, shared):
        for receiver in found.receivers:
            near = shared.networks.get(receiver, set()) | shared.mailboxes.get(receiver, set())
            assert {g for g in found.givers if flow.between(g, receiver)} <= near
        assert 0 < found.part <= found.whole


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("ada@example.org", "Ada@Example.ORG", True),
        ("ada@example.org", "ada+parking@example.org", True),
        ("ada+1@example.org", "ada+2+3@example.org", True),
        ("ada.okafor@gmail.com", "adaokafor+x@googlemail.com", True),
        ("ada.okafor@example.org", "adaokafor@example.org", False),
        ("ada@example.org", "ada@example.com", False),
        ("ada@example.org", "ben@example.org", False),
        ("+ada@example.org", "+ben@example.org", False),
        ("not an address", "neither this", False),
    ],
)
def test_one_mailbox_in_many_spellings(one, other, is_same):
    assert (mailbox_of(one) == mailbox_of(other)) is is_same
