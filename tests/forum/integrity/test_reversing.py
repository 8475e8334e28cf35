"""What the nightly look finds is reversed to the point, told to both sides, and given back."""

import pytest

from forum.accounts.standing import Role
from forum.integrity import actions
from forum.integrity.models import ReversedGift
from forum.integrity.queries import reversal_numbered
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.house import house
from forum.notifications.queries import notices_for
from forum.threads.events import PostDeleted, PostRestored
from tests.cast import make_person
from tests.forum.integrity.conftest import each_for_the_others, voted


@pytest.fixture
def cleo(app):
    return make_person(app, "Cleo Marsh", role=Role.MODERATOR)


def undo(reversal, by, reason="They are neighbours."):
    with writing():
        actions.undo(reversal_numbered(reversal.id, lock=True), reason=reason, by=by.member)


def told(person):
    with fresh_reading():
        return [(one.kind, one.url) for one in notices_for(person.member_id).items]


def nothing_is_wrong():
    names = ("reputation totals", "reversals", "void awards", "caps")
    with fresh_reading():
        found = [list(house().checks[name]()) for name in names]
    return not any(found) and house().projections["reputation"]() == 0


def test_five_votes_in_a_day_are_reversed_and_told_to_both(crowd, votes, night, points):
    ada, ben, *others = crowd(12)
    votes(others[0], ben)
    votes(ada, ben, 5)
    assert points(ben) == 10 + 10 + 5 + 2

    (reversal,) = night()

    assert (reversal.ground, reversal.part) == ("burst", 5)
    assert points(ben) == 10
    where = f"/me/points/{reversal.id}"
    assert told(ada) == told(ben) == [("points_void", where)]
    assert told(others[0]) == []
    assert nothing_is_wrong()


def test_looking_a_second_time_reverses_nothing_more(crowd, votes, night, points):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 5)

    assert len(night()) == len(night()) == 1
    assert points(ben) == 0


@pytest.mark.parametrize("many", [4, 5])
def test_four_votes_in_a_day_are_no_burst(crowd, votes, night, many):
    ada, ben = crowd(2)
    votes(ada, ben, many)

    assert len(night()) == (many == 5)


def test_two_who_only_vote_for_each_other_in_a_town_of_others(crowd, votes, night, points):
    ada, ben, *others = crowd(12)
    each_for_the_others(others, votes, 3)
    for step in range(5):
        votes(ada, ben, days_ago=2 + 2 * step)
        votes(ben, ada, days_ago=2 + 2 * step)

    (reversal,) = night()

    assert (reversal.ground, reversal.part, reversal.whole) == ("exchange", 10, 10)
    assert (points(ada), points(ben)) == (0, 0)
    assert points(others[0]) == 30


def test_a_ring_gains_nothing_then_or_later(crowd, votes, night, points):
    town, ring = crowd(16), crowd(8, "Ring")
    each_for_the_others(town, votes, 3)
    each_for_the_others(ring, votes, 3)
    assert points(ring[0]) == 30

    (reversal,) = night()
    votes(ring[0], ring[5], days_ago=0)

    assert (reversal.ground, reversal.part, reversal.whole) == ("ring", 24, 24)
    assert {points(one) for one in ring} == {0}
    assert points(town[0]) == 30
    assert nothing_is_wrong()


def test_what_others_give_somebody_of_a_ring_counts(crowd, votes, night, points):
    town, ring = crowd(16), crowd(8, "Ring")
    each_for_the_others(town, votes, 3)
    each_for_the_others(ring, votes, 3)
    night()

    votes(town[0], ring[0], days_ago=0)
    votes(ring[0], town[0], days_ago=0)

    assert (points(ring[0]), points(town[0])) == (10, 40)


def test_when_it_is_over_the_same_people_count_again(crowd, votes, night, points):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 5)
    night()

    votes(ada, ben, days_ago=-31)

    assert points(ben) == 10


def test_staff_give_back_to_the_point_and_tell_both(crowd, votes, night, points, cleo):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 5)
    (reversal,) = night()

    undo(reversal, cleo)

    assert points(ben) == 17
    assert told(ben) == [("points_back", f"/me/points/{reversal.id}")]
    assert nothing_is_wrong()


def test_what_was_given_back_is_not_taken_again(crowd, votes, night, points, cleo):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 5)
    (reversal,) = night()
    undo(reversal, cleo)
    undo(reversal, cleo)

    votes(ada, ben, 5, days_ago=0.5)

    assert len(night()) == 1
    assert points(ben) == 17


def test_nobody_gives_back_without_a_reason_nor_to_themselves(crowd, votes, night, cleo):
    ada, ben, *_ = crowd(12)
    votes(ada, cleo, 5)
    (reversal,) = night()

    for refused in (ada, ben, cleo):
        with pytest.raises(Refused):
            undo(reversal, refused)


def test_a_reason_is_asked_for(crowd, votes, night, cleo):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 5)
    (reversal,) = night()

    with pytest.raises(Invalid):
        undo(reversal, cleo, reason=" ")


def test_a_vote_taken_back_while_void_comes_never_back(crowd, votes, night, points, cleo):
    ada, ben, *_ = crowd(12)
    first, *_rest = votes(ada, ben, 5)
    (reversal,) = night()
    with writing():
        publish(voted(ada, ben, first, value=0))
    points(ben)

    undo(reversal, cleo)

    assert points(ben) == 7
    assert nothing_is_wrong()


@pytest.mark.parametrize("back_first", [True, False])
def test_a_post_that_is_gone_and_void_needs_both_to_come_back(
    crowd, votes, night, points, cleo, back_first
):
    ada, ben, *_ = crowd(12)
    first, *_rest = votes(ada, ben, 5)
    (reversal,) = night()
    facts = {"actor_id": cleo.member_id, "thread_id": first, "post_id": first}
    with writing():
        publish(PostDeleted(author_id=ben.member_id, **facts))
    points(ben)

    def comes_back():
        with writing():
            publish(PostRestored(author_id=ben.member_id, **facts))

    deeds = [comes_back, lambda: undo(reversal, cleo)]
    seen = []
    for deed in deeds if back_first else reversed(deeds):
        deed()
        seen.append(points(ben))

    assert seen == ([0, 17] if back_first else [7, 17])
    assert nothing_is_wrong()


def test_each_gift_is_judged_once(crowd, votes, night):
    ada, ben, *_ = crowd(12)
    votes(ada, ben, 6)
    night()

    with fresh_reading():
        gifts = db.query(ReversedGift).all()
    assert len({gift.void_id for gift in gifts}) == len(gifts) == 6
