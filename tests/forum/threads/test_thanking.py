"""Thank you, me too, votes and follows: one tap each, and taking it back."""

import pytest

from forum.follows.queries import followers_of, is_following
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.threads.models import MeToo, Thanks
from forum.votes.models import Vote
from tests.forum.threads.now import rows


def facts_of(kind):
    return [row.facts for row in rows(PublishedEvent).where(PublishedEvent.kind == kind)]


def test_the_asker_thanks_and_it_counts(ada, answer_id, answer_now):
    page = ada.post(f"/answers/{answer_id}/thanks")

    assert page.status_code == 303
    assert answer_now(answer_id).thanks_count == 1
    assert facts_of("answer_thanked")[0]["counts"] is True


def test_a_passer_by_thanks_and_it_is_only_kind(pia, answer_id):
    pia.post(f"/answers/{answer_id}/thanks")

    assert facts_of("answer_thanked")[0]["counts"] is False


def test_somebody_with_the_same_problem_thanks_and_it_counts(pia, thread_id, answer_id):
    pia.post(f"/threads/{thread_id}/me-too")

    pia.post(f"/answers/{answer_id}/thanks")

    assert facts_of("answer_thanked")[0]["counts"] is True


def test_thanking_twice_is_one_thank_you(ada, answer_id, answer_now):
    for _ in range(2):
        ada.post(f"/answers/{answer_id}/thanks")

    assert answer_now(answer_id).thanks_count == rows(Thanks).count() == 1
    assert len(facts_of("answer_thanked")) == 1


def test_thanks_are_withdrawn_as_they_were_given(ada, answer_id, answer_now):
    ada.post(f"/answers/{answer_id}/thanks")

    for _ in range(2):
        ada.post(f"/answers/{answer_id}/thanks", wanted="no")

    assert answer_now(answer_id).thanks_count == rows(Thanks).count() == 0
    assert [facts["counts"] for facts in facts_of("thanks_withdrawn")] == [True]


def test_nobody_thanks_themselves(ben, answer_id, answer_now):
    page = ben.post(f"/answers/{answer_id}/thanks")

    assert page.status_code == 403
    assert "You cannot thank yourself" in page.text
    assert answer_now(answer_id).thanks_count == 0


def test_me_too_counts_people(ben, pia, thread_id, thread_now):
    for person in (ben, pia, pia):
        person.post(f"/threads/{thread_id}/me-too")

    assert thread_now(thread_id).me_too_count == rows(MeToo).count() == 2
    assert [facts["count"] for facts in facts_of("shared_problem")] == [1, 2]


def test_me_too_is_taken_back(ben, thread_id, thread_now):
    ben.post(f"/threads/{thread_id}/me-too")

    for _ in range(2):
        ben.post(f"/threads/{thread_id}/me-too", wanted="no")

    assert thread_now(thread_id).me_too_count == 0
    assert [facts["count"] for facts in facts_of("shared_problem_withdrawn")] == [0]


def test_the_asker_has_the_problem_already(ada, thread_id):
    page = ada.post(f"/threads/{thread_id}/me-too")

    assert page.status_code == 403
    assert "your own question" in page.text


def test_a_regular_votes_for_an_answer_and_a_question(pia, ada, thread_id, answer_id, answer_now):
    for _ in range(2):
        pia.post(f"/answers/{answer_id}/vote", value=1)
        pia.post(f"/threads/{thread_id}/vote", value=1)

    assert answer_now(answer_id).score == 1
    assert rows(Vote).count() == 2
    votes = facts_of("post_voted")
    assert [(facts["is_answer"], facts["before"], facts["value"]) for facts in votes] == [
        (True, 0, 1),
        (False, 0, 1),
    ]


def test_a_vote_is_taken_back(pia, answer_id, answer_now):
    pia.post(f"/answers/{answer_id}/vote", value=1)

    for _ in range(2):
        pia.post(f"/answers/{answer_id}/vote", value=0)

    assert answer_now(answer_id).score == 0
    assert facts_of("post_voted")[1]["before"] == 1
    assert len(facts_of("post_voted")) == 2


def test_a_newcomer_is_told_when_votes_open(ada, answer_id, answer_now):
    page = ada.post(f"/answers/{answer_id}/vote", value=1)

    assert page.status_code == 403
    assert "You can vote after a day here" in page.text
    assert answer_now(answer_id).score == 0


def test_votes_against_are_answered_with_a_better_way(pia, answer_id):
    page = pia.post(f"/answers/{answer_id}/vote", value=-1)

    assert page.status_code == 403
    assert "Say so in a comment" in page.text


def test_nobody_votes_for_the_own_words(ben, answer_id):
    ben.stands_on("regular")

    page = ben.post(f"/answers/{answer_id}/vote", value=1)

    assert page.status_code == 403
    assert "You cannot vote for your own words" in page.text


@pytest.mark.parametrize("value", ["", "2", "1.5", "many", "9" * 40])
def test_a_vote_that_is_none_is_refused_in_words(pia, answer_id, value):
    assert pia.post(f"/answers/{answer_id}/vote", value=value).status_code == 422


def test_following_and_letting_go(ben, thread_id):
    for _ in range(2):
        ben.post(f"/threads/{thread_id}/follow")
    assert followers_of(thread_id) == [ben.member_id]

    for _ in range(2):
        ben.post(f"/threads/{thread_id}/follow", wanted="no")
    db.rollback()
    assert not is_following(ben.member_id, thread_id)


def test_what_i_pressed_shows_as_pressed(pia, thread_id, answer_id):
    before = pia.get(f"/threads/{thread_id}-my-permit-is-lost").text
    for address in ("me-too", "follow"):
        pia.post(f"/threads/{thread_id}/{address}")
    pia.post(f"/threads/{thread_id}/vote", value=1)
    pia.post(f"/answers/{answer_id}/vote", value=1)
    pia.post(f"/answers/{answer_id}/thanks")

    after = pia.get(f"/threads/{thread_id}-my-permit-is-lost").text

    assert before.count('aria-pressed="true"') == 0
    assert after.count('aria-pressed="true"') == 5


def test_pressing_on_something_gone_is_said_in_plain_words(ada, pia, ben, thread_id, answer_id):
    ben.post(f"/answers/{answer_id}/removal")
    ada.post(f"/threads/{thread_id}/removal")

    for address in (f"/answers/{answer_id}/thanks", f"/threads/{thread_id}/me-too"):
        page = ada.post(address) if "answers" in address else ben.post(address)
        assert page.status_code == 404
        assert "It may have been removed" in page.text


def test_a_visitor_cannot_press_anything(visitor, thread_id, answer_id):
    for address in (
        f"/answers/{answer_id}/thanks",
        f"/answers/{answer_id}/vote",
        f"/threads/{thread_id}/me-too",
        f"/threads/{thread_id}/follow",
    ):
        assert visitor.post(address, value=1).status_code == 401
