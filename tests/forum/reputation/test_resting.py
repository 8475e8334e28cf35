"""What was earned with a post rests while nobody can see it, and comes back with it."""

from functools import partial

import pytest

from forum.accounts.standing import Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.threads import actions
from forum.threads.models import Answer, Thread


@pytest.fixture
def solved(ada, cleo, thread_id, answer_id, voters, votes):
    """Ben's answer solved it, two people voted for it and one for the question."""
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    people = voters(2)
    votes(people, answer_id)
    votes(people[:1], thread_id)


@pytest.fixture
def does(app):
    """`does(actions.hide_post, thread_id, cleo)`"""

    def do(deed, post_id, who):
        with writing():
            post = db.get(Answer, post_id) or db.get_one(Thread, post_id)
            deed(post, by=who.member)

    return do


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (actions.hide_post, actions.unhide_post),
        (actions.delete_post, actions.restore_post),
    ],
)
def test_with_a_question_that_staff_take_away_its_answers_rest(
    ada, ben, cleo, thread_id, solved, does, points, away, back
):
    assert (points(ben), points(ada)) == (35, 7)

    does(away, thread_id, cleo)
    assert (points(ben), points(ada)) == (0, 0)

    does(back, thread_id, cleo)
    assert (points(ben), points(ada)) == (35, 7)


def test_who_asked_cannot_take_from_others_what_they_earned(
    ada, ben, thread_id, solved, does, points
):
    does(actions.delete_post, thread_id, ada)

    assert (points(ben), points(ada)) == (35, 2)


def test_an_answer_that_is_away_itself_stays_away_when_its_question_comes_back(
    ada, ben, cleo, thread_id, answer_id, solved, does, points
):
    does(actions.hide_post, answer_id, cleo)
    does(actions.hide_post, thread_id, cleo)
    does(actions.unhide_post, thread_id, cleo)
    assert points(ben) == 0

    does(actions.unhide_post, answer_id, cleo)
    assert points(ben) == 35


def test_an_answer_that_comes_back_rests_on_while_its_question_is_away(
    ada, ben, cleo, thread_id, answer_id, solved, does, points
):
    does(actions.hide_post, thread_id, cleo)
    does(actions.hide_post, answer_id, cleo)
    does(actions.unhide_post, answer_id, cleo)
    assert points(ben) == 0

    does(actions.unhide_post, thread_id, cleo)
    assert points(ben) == 35


def test_a_hidden_solution_that_is_then_removed_is_none_when_it_comes_back(
    ada, ben, cleo, thread_id, answer_id, solved, does, points
):
    does(actions.hide_post, answer_id, cleo)
    does(actions.delete_post, answer_id, ben)
    does(actions.restore_post, answer_id, cleo)

    with fresh_reading():
        assert db.get_one(Thread, thread_id).solution_id is None
    assert (points(ben), points(ada)) == (20, 5)

    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    assert (points(ben), points(ada)) == (35, 7)


def test_nobody_confirms_what_does_not_show(ben, cleo, dev, answer_id, does, points):
    does(actions.hide_post, answer_id, cleo)

    answered = dev.post(f"/answers/{answer_id}/confirmation", wanted="yes")

    assert answered.status_code == 403
    assert points(ben) == 0


@pytest.mark.parametrize(
    "deed", [actions.accept_answer, actions.thank, partial(actions.vote_on, value=1)]
)
def test_nor_is_an_answer_accepted_thanked_or_voted_for_while_its_question_does_not_show(
    ada, cleo, thread_id, answer_id, does, deed
):
    ada.stands_on(Rung.REGULAR)
    does(actions.hide_post, thread_id, cleo)

    with pytest.raises(Refused, match="removed"):
        does(deed, answer_id, ada)
