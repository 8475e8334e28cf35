"""Which answer solved it: the asker says so, and may think again."""

import pytest

from forum.kernel.events import PublishedEvent
from tests.forum.threads.now import rows


def told(*kinds):
    """What was published of these kinds, as (kind, answer)."""
    found = rows(PublishedEvent).where(PublishedEvent.kind.in_(kinds)).order_by("id")
    return [(row.kind, row.subject_id) for row in found]


def test_the_asker_says_what_solved_it(ada, thread_id, answer_id, thread_now):
    page = ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    assert page.status_code == 303
    assert thread_now(thread_id).solution_id == answer_id
    assert thread_now(thread_id).solved_at is not None


def test_saying_it_twice_is_one_solution(ada, thread_id, answer_id):
    for _ in range(2):
        ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    assert told("answer_accepted") == [("answer_accepted", answer_id)]


def test_nobody_else_can_say_it(ben, dev, visitor, thread_id, answer_id, thread_now):
    for person in (ben, dev):
        page = person.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
        assert page.status_code == 403
        assert "Only the person who asked" in page.text
    assert visitor.post(f"/threads/{thread_id}/solution", answer_id=1).status_code == 401

    assert thread_now(thread_id).solution_id is None


def test_a_new_solution_first_takes_the_old_one_back(ada, ben, pia, thread_id, answer_id, answers):
    better = answers(pia, thread_id, "Call the number on the letter.")
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    ada.post(f"/threads/{thread_id}/solution", answer_id=better)

    assert told("answer_accepted", "answer_unaccepted") == [
        ("answer_accepted", answer_id),
        ("answer_unaccepted", answer_id),
        ("answer_accepted", better),
    ]


def test_it_is_not_solved_after_all(ada, thread_id, answer_id, thread_now):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    for _ in range(2):
        ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id, wanted="no")

    assert thread_now(thread_id).solution_id is None
    assert thread_now(thread_id).solved_at is None
    assert told("answer_unaccepted") == [("answer_unaccepted", answer_id)]


def test_an_answer_of_another_question_solves_nothing(ada, ben, asks, answers, thread_id):
    other = answers(ben, asks(ada, "Another question"), "Another answer.")

    page = ada.post(f"/threads/{thread_id}/solution", answer_id=other)

    assert page.status_code == 404
    assert "an answer to another question" in page.text


def test_a_removed_answer_solves_nothing(ada, ben, thread_id, answer_id, thread_now):
    ben.post(f"/answers/{answer_id}/removal")

    page = ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    assert page.status_code == 404
    assert thread_now(thread_id).solution_id is None


@pytest.mark.parametrize("sent", ["", "none", "-1", "0", "9" * 30])
def test_an_answer_that_is_no_number_is_refused_in_words(ada, thread_id, sent):
    page = ada.post(f"/threads/{thread_id}/solution", answer_id=sent)

    assert page.status_code == 422
    assert "Open the page again" in page.text


def test_the_asker_sends_an_official_answer_back(ada, dev, thread_id, answers, thread_now):
    official = answers(dev, thread_id, "It is in the post.", official=True)
    ada.post(f"/threads/{thread_id}/solution", answer_id=official)

    for _ in range(2):
        page = ada.post(f"/answers/{official}/rejection")

    assert page.status_code == 303
    assert thread_now(thread_id).solution_id is None
    assert told("answer_rejected") == [("answer_rejected", official)]


def test_it_can_be_sent_back_again_after_it_was_accepted(ada, dev, thread_id, answers):
    official = answers(dev, thread_id, "It is in the post.", official=True)
    ada.post(f"/answers/{official}/rejection")
    ada.post(f"/threads/{thread_id}/solution", answer_id=official)

    ada.post(f"/answers/{official}/rejection")

    assert len(told("answer_rejected")) == 2


def test_only_official_answers_are_sent_back_and_only_by_the_asker(
    ada, ben, dev, thread_id, answer_id, answers
):
    official = answers(dev, thread_id, "It is in the post.", official=True)

    assert ada.post(f"/answers/{answer_id}/rejection").status_code == 403
    assert ben.post(f"/answers/{official}/rejection").status_code == 403


def test_staff_confirm_that_an_answer_is_right(dev, visitor, thread_id, answer_id):
    for _ in range(2):
        dev.post(f"/answers/{answer_id}/confirmation")

    assert told("answer_confirmed") == [("answer_confirmed", answer_id)]
    assert "Staff confirm this" in visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text


def test_staff_take_a_confirmation_back(dev, answer_id, answer_now):
    dev.post(f"/answers/{answer_id}/confirmation")

    for _ in range(2):
        dev.post(f"/answers/{answer_id}/confirmation", wanted="no")

    assert answer_now(answer_id).confirmed_at is None
    assert len(told("confirmation_withdrawn")) == 1


def test_nobody_confirms_the_own_answer_and_citizens_none(ben, dev, thread_id, answer_id, answers):
    own = answers(dev, thread_id, "It is in the post.")

    assert dev.post(f"/answers/{own}/confirmation").status_code == 403
    assert ben.post(f"/answers/{answer_id}/confirmation").status_code == 403
