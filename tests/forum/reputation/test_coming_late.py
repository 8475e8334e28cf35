"""An event whose delivery was given up and mended later leaves the ledger as if it came in time."""

from functools import wraps

import pytest
from sqlalchemy import func, select

from forum.kernel import relay
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import FailedDelivery, PublishedEvent
from forum.kernel.house import house
from forum.reputation.reactions import ENTERING
from forum.threads import actions
from forum.threads.events import AnswerUnaccepted, PostDeleted, PostRestored, PostVoted
from forum.threads.models import Answer

ENTERING_BY_NAME = {reaction.__name__ for reaction in ENTERING.values()}


@pytest.fixture
def fails_once(app, monkeypatch, deliver):
    """`fails_once(PostVoted)`: the delivery of the next of them is given up."""
    monkeypatch.setattr(relay, "MOST_ATTEMPTS", 1)

    def fail(kind):
        deliver()
        table, working = house().reactions, house().reactions[kind]
        (entering,) = (one for one in working if one.__name__ in ENTERING_BY_NAME)
        last = db.scalars(select(func.max(PublishedEvent.id))).one()

        @wraps(entering)
        def failing(event):
            first = select(func.min(PublishedEvent.id)).where(PublishedEvent.kind == kind.kind)
            if event.event_id == db.scalar(first.where(PublishedEvent.id > last)):
                raise RuntimeError("out of order")
            entering(event)

        monkeypatch.setitem(table, kind, [failing if r is entering else r for r in working])

    return fail


@pytest.fixture
def mend(app, monkeypatch, deliver):
    """The fault is mended, and what was given up is brought back."""

    def bring_back():
        deliver()
        monkeypatch.undo()
        with writing():
            (letter,) = db.scalars(select(FailedDelivery)).all()
            assert letter.dead_at
            relay.revive(letter)

    return bring_back


@pytest.fixture
def does(app):
    def do(deed, answer_id, who, **facts):
        with writing():
            deed(db.get_one(Answer, answer_id), by=who.member, **facts)

    return do


def test_a_vote_that_was_taken_back_meanwhile(
    ben, answer_id, voters, does, fails_once, mend, points
):
    (voter,) = voters(1)
    fails_once(PostVoted)
    does(actions.vote_on, answer_id, voter, value=1)
    points(ben)
    does(actions.vote_on, answer_id, voter, value=0)

    mend()

    assert points(ben) == 0


def test_taking_back_what_meanwhile_rested_and_came_back(
    ben, cleo, answer_id, voters, does, fails_once, mend, points
):
    (voter,) = voters(1)
    does(actions.vote_on, answer_id, voter, value=1)
    fails_once(PostVoted)
    does(actions.vote_on, answer_id, voter, value=0)
    points(ben)
    does(actions.delete_post, answer_id, cleo)
    does(actions.restore_post, answer_id, cleo)

    mend()

    assert points(ben) == 0


@pytest.mark.parametrize("late", [PostDeleted, PostRestored])
def test_leaving_and_coming_back(ben, cleo, answer_id, voters, votes, does, fails_once, mend,
                                 points, late):  # fmt: skip
    votes(voters(2), answer_id)
    fails_once(late)
    does(actions.delete_post, answer_id, cleo)
    points(ben)
    does(actions.restore_post, answer_id, cleo)

    mend()

    assert points(ben) == 20


def test_a_solution_that_was_chosen_anew_meanwhile(
    ada, ben, answer_id, does, fails_once, mend, points
):
    does(actions.accept_answer, answer_id, ada)
    fails_once(AnswerUnaccepted)
    does(actions.unaccept_answer, answer_id, ada)
    points(ben)
    does(actions.accept_answer, answer_id, ada)

    mend()

    assert (points(ben), points(ada)) == (15, 2)
    with fresh_reading():
        assert [list(check()) for check in house().checks.values()] == [[]] * len(house().checks)
