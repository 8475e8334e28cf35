"""What earns points and what takes them back, from the page to the total."""

from datetime import UTC, datetime

import pytest

from forum.accounts.standing import Rung
from forum.kernel.db import db, writing
from forum.kernel.events import Event, PublishedEvent, publish
from forum.reputation import actions
from forum.reputation.models import Award
from forum.threads.events import PostVoted

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def solves(who, thread_id, answer_id, wanted="yes"):
    url = f"/threads/{thread_id}/solution"
    return who.post(url, answer_id=answer_id, wanted=wanted)


def test_an_answer_that_solves_it_earns_15_and_saying_so_earns_2(
    ada, ben, thread_id, answer_id, points
):
    solves(ada, thread_id, answer_id)

    assert (points(ben), points(ada)) == (15, 2)


def test_thinking_again_takes_back_exactly_that(ada, ben, thread_id, answer_id, points):
    solves(ada, thread_id, answer_id)
    points(ben)

    solves(ada, thread_id, answer_id, wanted="no")

    assert (points(ben), points(ada)) == (0, 0)
    assert [row.points for row in db.query(Award).order_by(Award.id)] == [15, 2, -15, -2]


def test_a_better_answer_takes_the_award_along(
    ada, ben, pia, thread_id, answer_id, answers, points
):
    solves(ada, thread_id, answer_id)
    better = answers(pia, thread_id, "Call the number on the letter.")

    solves(ada, thread_id, better)

    assert (points(ben), points(pia), points(ada)) == (0, 15, 2)


def test_solving_ones_own_question_earns_nothing(ada, thread_id, answers, points):
    own = answers(ada, thread_id)

    solves(ada, thread_id, own)

    assert points(ada) == 0


def test_staff_who_confirm_an_answer_give_15_and_can_take_it_back(
    ben, cleo, thread_id, answer_id, points
):
    cleo.post(f"/answers/{answer_id}/confirmation", wanted="yes")
    assert points(ben) == 15

    cleo.post(f"/answers/{answer_id}/confirmation", wanted="no")

    assert points(ben) == 0


def test_a_vote_gives_10_to_an_answer_and_5_to_a_question(
    ada, ben, thread_id, answer_id, voters, votes, points
):
    someone = voters(1)

    votes(someone, answer_id)
    votes(someone, thread_id)

    assert (points(ben), points(ada)) == (10, 5)


def test_a_removed_answer_takes_its_points_along_and_brings_them_back(
    ada, ben, cleo, thread_id, answer_id, voters, votes, points
):
    votes(voters(3), answer_id)
    cleo.post(f"/answers/{answer_id}/confirmation", wanted="yes")
    assert points(ben) == 45

    cleo.post(f"/answers/{answer_id}/removal", wanted="yes")
    assert points(ben) == 0

    cleo.post(f"/answers/{answer_id}/removal", wanted="no")
    assert points(ben) == 45


def test_a_vote_taken_back_while_the_answer_is_removed_does_not_come_back(
    ben, cleo, answer_id, voters, votes, points
):
    crowd = voters(2)
    votes(crowd, answer_id)
    cleo.post(f"/answers/{answer_id}/removal", wanted="yes")
    votes(crowd[:1], answer_id, value=0)

    cleo.post(f"/answers/{answer_id}/removal", wanted="no")

    assert points(ben) == 10


def test_an_upheld_report_costs_20_once_for_a_post_and_removing_it_is_no_way_out(
    ben, cleo, answer_id, points
):
    for _ in range(2):
        with writing():
            event_id = publish(_vote(ben, answer_id, by=ben))
            actions.count_upheld_report(ben.member_id, event_id=event_id, subject_id=answer_id)
    assert points(ben) == -20

    cleo.post(f"/answers/{answer_id}/removal", wanted="yes")

    assert points(ben) == -20


def test_advertising_costs_100_and_an_appeal_gives_it_back(ben, answer_id, points):
    with writing():
        upheld = publish(_vote(ben, answer_id, by=ben))
        actions.count_upheld_report(
            ben.member_id, event_id=upheld, subject_id=answer_id, is_spam=True
        )
    assert points(ben) == -100

    with writing():
        later = publish(_vote(ben, answer_id, by=ben))
        moved = actions.undo("spam", event_id=later, subject_id=answer_id)

    assert moved == 100
    assert points(ben) == 0


@pytest.mark.parametrize(("kind", "earned"), [("idea_accepted", 50), ("idea_delivered", 100)])
def test_an_award_of_another_room_is_given_once_for_an_event(
    ben, thread_id, answer_id, points, kind, earned
):
    for _ in range(2):
        with writing():
            actions.award(kind, to=ben.member_id, event_id=_any_event(), subject_id=thread_id)

    assert points(ben) == earned


def test_a_vote_against_costs_its_author_2_and_the_voter_1(ada, ben, answer_id, points):
    ada.stands_on(Rung.REGULAR)

    with writing():
        publish(_vote(ben, answer_id, by=ada, value=-1))

    assert (points(ben), points(ada)) == (-2, -1)


def _vote(author, answer_id, *, by, value=1) -> Event:
    return PostVoted(
        actor_id=by.member_id,
        thread_id=1,
        post_id=answer_id,
        author_id=author.member_id,
        is_answer=True,
        before=0,
        value=value,
    )


def _any_event() -> int:
    return db.query(PublishedEvent).order_by(PublishedEvent.id).limit(1).one().id
