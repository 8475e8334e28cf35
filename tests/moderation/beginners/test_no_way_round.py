"""No other way leads an answer of somebody new to people before a colleague has read it."""

import pytest

from forum.kernel.db import db, fresh_reading
from forum.threads.models import Answer
from tests.moderation.beginners.test_starting_at_the_desk import (
    ANSWER,
    answers,
    sent_on,
    the_answer,
)
from tests.moderation.conftest import as_stored, escalates
from tests.moderation.problems.conftest import links, sent_rows, tells

LOOKS = "A colleague looks at your first answers before they go out."


@pytest.fixture
def new(nell, mara):
    """Nell is new."""
    mara.post("/desk/beginners", person=str(nell.member_id))
    return nell


@pytest.fixture
def asked(ada, question):
    """Ada's question has become a ticket."""
    return escalates(ada, question)


def published() -> list[str]:
    with fresh_reading():
        return [one.body for one in db.query(Answer).where(Answer.is_official)]


def test_not_the_page_of_the_question(new, asked, question):
    page = new.post(f"/threads/{question}/answers", body=ANSWER, official="y")

    assert page.status_code == 403
    assert LOOKS in page.text
    assert ANSWER in page.text
    assert published() == []


def test_not_a_program(new, asked, question):
    sent = new.api("POST", f"/threads/{question}/answers", body=ANSWER, official=True)

    assert sent.status_code == 403
    assert published() == []


def test_an_answer_of_their_own_is_theirs(new, question):
    assert new.post(f"/threads/{question}/answers", body=ANSWER).status_code == 303


def test_a_reviewed_answer_still_reaches_the_question(new, dev, asked):
    new.post(f"/desk/tickets/{asked.reference}/answer", body=ANSWER, to="everyone")
    dev.post(f"/desk/first-answers/{the_answer().id}/confirmation")

    assert published() == [ANSWER]


def test_not_another_text_of_an_official_answer(new, dev, asked):
    new.post(f"/desk/tickets/{asked.reference}/answer", body=ANSWER, to="everyone")
    dev.post(f"/desk/first-answers/{the_answer().id}/confirmation")
    with fresh_reading():
        answer_id = db.query(Answer.id).where(Answer.is_official).scalar()

    changed = new.api("PATCH", f"/answers/{answer_id}", body="Nobody needs a log book.")

    assert changed.status_code == 403
    assert published() == [ANSWER]


def test_not_a_word_of_their_own_that_they_answer_alone(app, mara, adam):
    adam.post("/desk/beginners", person=str(mara.member_id))

    assert mara.post(f"/desk/beginners/{mara.member_id}/removal").status_code == 403
    assert adam.post(f"/desk/beginners/{mara.member_id}/removal").status_code == 303


def test_not_a_message_made_public(new, asked):
    new.post(f"/desk/tickets/{asked.reference}/messages", body="We look.", visibility="private")
    (message,) = sent_on(asked)

    page = new.post(
        f"/desk/tickets/{asked.reference}/messages/{message.id}/publication", body=ANSWER
    )

    assert page.status_code == 403
    assert published() == []


def test_not_a_move_by_hand(new, letter):
    moved = {"state": "answered", "reason": "", "text": ANSWER}
    page = new.post(f"/desk/tickets/{letter.reference}/state", **moved)

    assert page.status_code == 403
    assert as_stored(letter.id).state != "answered"
    assert sent_on(letter) == []


def test_not_one_answer_for_everybody(new, letter, problem):
    links(new, problem, letter.reference)

    _preview, page = tells(new, problem, ANSWER, is_answer="y")

    assert page.status_code == 403
    assert sent_rows() == []


def test_news_that_is_no_answer_can_be_told(new, letter, problem):
    links(new, problem, letter.reference)

    _preview, page = tells(new, problem, "We are looking into it.")

    assert page.status_code == 303


def test_other_words_on_the_same_page_are_not_lost(new, letter, dev):
    """Back in the browser, with the form as it was shown before."""
    answers(new, letter, nonce="one showing")
    dev.post(f"/desk/first-answers/{the_answer().id}/refusal", remark="Say which counter.")

    answers(new, letter, "Bring it to counter 3.", nonce="one showing")

    assert (the_answer().body, the_answer().state) == ("Bring it to counter 3.", "waiting")


def test_what_was_sent_back_and_comes_twice_waits_no_second_time(new, letter, dev):
    answers(new, letter, nonce="one showing")
    dev.post(f"/desk/first-answers/{the_answer().id}/refusal", remark="Say which counter.")

    answers(new, letter, nonce="one showing")

    assert the_answer().state == "changes"


def test_other_words_while_one_waits_are_refused(new, letter):
    answers(new, letter, nonce="one showing")

    page = answers(new, letter, "Bring it to counter 3.", nonce="one showing")

    assert page.status_code == 409
    assert "An answer to this ticket waits for a colleague already." in page.text
