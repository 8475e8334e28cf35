"""Before a question is posted, solved ones like it are shown once; "This solved it" is counted."""

import re
from typing import Any

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.threads import actions
from forum.threads.models import Answer, Thread

QUESTION: dict[str, Any] = {
    "title": "My residents permit never came",
    "body": "I paid for it weeks ago.",
    "topic": "parking",
    "door": "public",
}
OFFER = "Was this solved before?"


@pytest.fixture
def solved(ada, ben, asks, answers, deliver):
    """A question about a permit that Ben has solved; its id."""
    for number in range(8):
        asks(ada, f"The bins of street {number} were not emptied", "They are full.")
    thread_id = asks(ada, "My residents permit has not come", "I paid.")
    answer_id = answers(ben, thread_id, "Ask for the yellow form at the library.")
    with writing():
        actions.accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    deliver()
    return thread_id


def test_a_solved_question_like_it_is_shown_first_and_the_words_are_kept(ben, solved):
    page = ben.post("/ask", **QUESTION)

    assert page.status_code == 200
    assert OFFER in page.text
    assert "My residents permit has not come" in page.text
    assert "yellow form" in page.text
    assert "I paid for it weeks ago." in page.text
    assert _threads() == 9


def test_the_second_time_it_is_posted(ben, solved):
    page = ben.post("/ask", **QUESTION)
    offered = re.search(r'name="offered" value="(\w*)"', page.text)
    assert offered

    again = ben.post("/ask", **QUESTION, offered=offered[1])

    assert again.status_code == 303
    assert _threads() == 10


def test_a_question_like_no_other_is_posted_at_once(ben, solved):
    page = ben.post("/ask", **QUESTION | {"title": "When does the swimming pool open?"})

    assert page.status_code == 303


def test_a_question_that_nobody_has_solved_interrupts_nobody(ada, ben, asks, deliver):
    asks(ada, "My residents permit has not come")
    deliver()

    assert ben.post("/ask", **QUESTION).status_code == 303


def test_one_interruption_at_a_time(ben, solved):
    private = QUESTION | {"body": "Write to ben@example.org about my permit."}

    page = ben.post("/ask", **private)

    assert "Is this private?" in page.text
    assert OFFER not in page.text


def test_while_somebody_types_only_what_is_like_it_comes_back(ben, visitor, solved):
    for who in (ben, visitor):
        part = who.post("/ask", title=QUESTION["title"], look="yes", live=True).text

        assert OFFER in part
        assert "My residents permit has not come" in part
        assert "<html" not in part
        assert "I paid for it weeks ago." not in part
    assert _threads() == 9


def test_looking_posts_nothing_whatever_else_is_filled_in(ben, solved):
    for door in ("public", "private"):
        page = ben.post("/ask", **QUESTION | {"door": door, "offered": "yes"}, look="yes")

        assert page.status_code == 200
        assert "I paid for it weeks ago." in page.text
    assert _threads() == 9


def test_those_who_wait_for_an_answer_too_are_shown_but_are_in_nobodys_way(ada, ben, asks, deliver):
    asks(ada, "My residents permit has not come")
    deliver()

    part = ben.post("/ask", title=QUESTION["title"], look="yes", live=True).text

    assert "Others ask this too" in part
    assert "This solved it" not in part
    assert ben.post("/ask", **QUESTION).status_code == 303


def test_words_carried_over_from_a_search_show_it_at_once(visitor, solved):
    page = visitor.get("/ask?title=My+residents+permit")

    assert OFFER in page.text


def test_an_empty_form_shows_none(visitor, solved):
    assert OFFER not in visitor.get("/ask").text


def test_this_solved_it_is_counted_and_leads_to_the_question(ben, solved):
    page = ben.post(f"/threads/{solved}/deflection", follow=True)

    assert "answered before you had to ask it" in page.text
    assert page.request.path == f"/threads/{solved}-my-residents-permit-has-not-come"
    event = _deflections()[0]
    assert (event.actor_id, event.subject_id) == (ben.member_id, solved)
    assert event.facts == {"thread_id": solved}


def test_pressing_it_twice_counts_once(ben, visitor, solved):
    for _ in range(2):
        assert ben.post(f"/threads/{solved}/deflection").status_code == 303
        assert visitor.post(f"/threads/{solved}/deflection").status_code == 303

    assert [event.actor_id for event in _deflections()] == [ben.member_id, None]


def test_a_question_that_is_gone_solves_nothing(ada, ben, solved):
    with writing():
        actions.delete_post(db.get_one(Thread, solved), by=ada.member)

    assert ben.post(f"/threads/{solved}/deflection").status_code == 404
    assert _deflections() == []


def test_what_was_hidden_since_is_not_shown(ada, ben, solved):
    with writing():
        actions.delete_post(db.get_one(Thread, solved), by=ada.member)

    assert OFFER not in ben.post("/ask", **QUESTION).text


def _threads():
    with fresh_reading():
        return db.query(Thread).count()


def _deflections():
    with fresh_reading():
        events = db.query(PublishedEvent).where(PublishedEvent.kind == "question_deflected")
        return events.order_by(PublishedEvent.id).all()
