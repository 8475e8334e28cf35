"""No day and no post earns more than 200, and nobody is voted up by one friend."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    """No day ends in the middle of a test."""
    with time_machine.travel(datetime.now(UTC).replace(hour=12)):
        yield


def test_the_fourth_vote_of_one_person_for_one_author_counts_nothing(
    ada, ben, asks, answers, voters, votes, points
):
    someone = voters(1)
    earned = []

    for number in range(4):
        votes(someone, answers(ben, asks(ada, f"Question {number}")))
        earned.append(points(ben))

    assert earned == [10, 15, 17, 17]


def test_a_month_later_a_vote_counts_in_full_again(ada, ben, asks, answers, voters, votes, points):
    first, second = (answers(ben, asks(ada, title)) for title in ("One", "Two"))
    someone = voters(1)
    votes(someone, first)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        votes(someone, second)

    assert points(ben) == 20


def test_a_day_earns_200_at_most_but_a_solution_stands_outside(
    ada, ben, thread_id, asks, answers, answer_id, voters, votes, points
):
    crowd = voters(24)
    votes(crowd[:19], answer_id)
    votes(crowd[19:], answers(ben, asks(ada, "Another")))

    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    assert points(ben) == 215


def test_taking_back_votes_beyond_the_cap_takes_back_nothing(ben, answer_id, voters, votes, points):
    crowd = voters(22)
    votes(crowd, answer_id)
    assert points(ben) == 200

    votes(crowd[20:], answer_id, value=0)

    assert points(ben) == 200


def test_the_last_vote_under_the_cap_is_cut_to_fit(ben, asks, answer_id, voters, votes, points):
    crowd = voters(20)
    votes(crowd[:1], asks(ben, "Another"))

    votes(crowd[1:], answer_id)
    assert points(ben) == 195
    votes(crowd[:1], answer_id)

    assert points(ben) == 200


def test_one_post_earns_200_at_most_on_however_many_days(ben, answer_id, voters, votes, points):
    crowd = voters(30)
    with time_machine.travel(MONDAY + timedelta(days=400)):
        votes(crowd[:15], answer_id)
        points(ben)

    with time_machine.travel(MONDAY + timedelta(days=401)):
        votes(crowd[15:], answer_id)
        points(ben)

    assert points(ben) == 200


def test_what_rests_keeps_its_room_so_that_coming_back_never_exceeds_the_cap(
    ada, ben, cleo, asks, answers, answer_id, voters, votes, points
):
    crowd = voters(20)
    votes(crowd, answer_id)
    points(ben)
    cleo.post(f"/answers/{answer_id}/removal", wanted="yes")
    votes(crowd, answers(ben, asks(ada, "Another")))
    assert points(ben) == 0

    cleo.post(f"/answers/{answer_id}/removal", wanted="no")

    assert points(ben) == 200
