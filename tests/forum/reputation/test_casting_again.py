"""Taking a vote back and casting it again gains nothing, on no day and in no order."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.accounts.standing import Rung
from forum.ideas import actions as ideas
from forum.ideas.models import Idea
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def posts(ada, ben, asks, answers):
    """Five answers of Ben's."""
    return [answers(ben, asks(ada, f"Question {number}")) for number in range(5)]


@pytest.fixture
def casts(voters, votes, points, ben):
    """`casts(posts, 1, -1)`: a vote for the first of the answers, which is then taken back."""
    someone = voters(1)

    def cast(posts, *numbers):
        for number in numbers:
            votes(someone, posts[abs(number) - 1], value=int(number > 0))
            earned = points(ben)
        return earned

    return cast


@pytest.mark.parametrize(
    ("numbers", "earned"),
    [
        ((1, -1, 1), 10),
        ((1, 2, -2, 2), 15),
        ((1, 2, -1, 1), 10),  # it stands last now
        ((1, -1, 2, 1), 15),
        ((1, 2, -1, 3, 1), 12),
        ((1, 2, 3, 4, -4, 4), 17),
        ((1, 2, 3, -1, -2, -3, 3, 2, 1), 9),
    ],
)
def test_on_the_same_day(posts, casts, numbers, earned):
    assert casts(posts, *numbers) == earned


def test_a_month_later(clock, posts, casts):
    assert casts(posts, 1, 2, 3, 4) == 17

    clock.shift(timedelta(days=31))

    assert casts(posts, -4, 4) == 17
    assert casts(posts, -3, 3, -2, 2) == 10 + 2 + 2
    assert casts(posts, 5) == 14


def test_the_next_day_after_a_full_one(clock, ben, posts, voters, votes, points):
    crowd = voters(24)
    votes(crowd[:20], posts[0])
    votes(crowd[20:], posts[1])
    assert points(ben) == 200

    clock.shift(timedelta(days=1))
    votes(crowd[20:], posts[1], value=0)
    votes(crowd[20:], posts[1])

    assert points(ben) == 200


def test_supporting_an_idea_again(clock, ada, ben, parking, points):
    ben.stands_on(Rung.REGULAR)
    with writing():
        topic = db.get_one(Topic, parking.id)
        body = write_up("It is long.")
        idea_id = ideas.propose(by=ben.member, topic=topic, title="A bench", body=body).id

    for _ in range(3):
        for deed in (ideas.support, ideas.withdraw_support, ideas.support):
            with writing():
                deed(db.get_one(Idea, idea_id), by=ada.member)
        clock.shift(timedelta(days=20))

    assert points(ben) == 5
