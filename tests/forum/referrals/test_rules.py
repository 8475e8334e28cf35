"""When a referral counts: the same whatever order the same is told in, and however often."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.referrals.rules import Said, counted_since

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
INVITER, INVITED, CLEO, DEV = 1, 2, 3, 4
BOTH = {"inviter_id": INVITER, "invited_id": INVITED}


def said(number: int, *, thread: int = 1, answer: int = 0, helper: int = CLEO, yes: bool = True):
    at = BEGIN + timedelta(minutes=number)
    answer_id = answer or thread * 10 + helper
    facts = {"thread_id": thread, "answer_id": answer_id, "helper_id": helper}
    return Said(event_id=number, at=at, is_accepted=yes, **facts)


STORIES = {
    "nothing was said": ([], None),
    "somebody else solved it": ([said(1)], 1),
    "the inviter solved it": ([said(1, helper=INVITER)], None),
    "they solved it themselves": ([said(1, helper=INVITED)], None),
    "it is taken back": ([said(1), said(2, yes=False)], None),
    "it is solved again later": ([said(1), said(2, yes=False), said(3)], 3),
    "the inviter solved one and Cleo another": (
        [said(1, helper=INVITER), said(2, thread=2)],
        2,
    ),
    "the first one is taken back and the second stands": (
        [said(1), said(2, thread=2), said(3, yes=False)],
        2,
    ),
    "Cleo's solution gives way to the inviter's": (
        [said(1), said(2, yes=False), said(3, helper=INVITER)],
        None,
    ),
    "a no to an answer that is not the solution": (
        [said(1), said(2, helper=DEV, yes=False)],
        1,
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_stories(story):
    told, minute = STORIES[story]

    expected = None if minute is None else BEGIN + timedelta(minutes=minute)
    assert counted_since(told, **BOTH) == expected


@given(
    some.lists(
        some.tuples(
            some.integers(1, 3), some.sampled_from([INVITER, INVITED, CLEO, DEV]), some.booleans()
        ),
        max_size=12,
    ),
    some.randoms(use_true_random=False),
)
def test_order_and_repetition_change_nothing_and_it_is_what_stands(history, chance):
    told = [
        said(number, thread=thread, helper=helper, yes=yes)
        for number, (thread, helper, yes) in enumerate(history)
    ]
    shuffled = told + chance.sample(told, len(told) // 2)
    chance.shuffle(shuffled)

    since = counted_since(told, **BOTH)

    assert counted_since(shuffled, **BOTH) == since
    assert since == step_by_step(told)


def step_by_step(told):
    """The same, as somebody would keep it by hand: one slip of paper for each question."""
    slips = {}
    for one in told:
        if one.is_accepted:
            slips[one.thread_id] = one
        elif slips.get(one.thread_id) and slips[one.thread_id].answer_id == one.answer_id:
            slips.pop(one.thread_id)
    times = [one.at for one in slips.values() if one.helper_id in (CLEO, DEV)]
    return min(times) if times else None


def test_a_later_no_never_makes_it_count():
    chance = random.Random(7)
    for _n in range(200):
        told = [
            said(n, thread=chance.randint(1, 2), helper=chance.choice([CLEO, INVITER]))
            for n in range(chance.randint(0, 5))
        ]
        before = counted_since(told, **BOTH)
        after = counted_since([*told, said(99, helper=CLEO, yes=False)], **BOTH)
        assert after is None or before is not None
