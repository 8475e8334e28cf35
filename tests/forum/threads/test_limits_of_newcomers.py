"""The first day has small limits, and links are few until one is a regular."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.threads.models import Answer, Thread
from tests.forum.threads.now import rows

LINKS = "See https://a.example.org and https://b.example.org and https://c.example.org"


@pytest.fixture
def nora(app):
    """Joined an hour ago."""
    from tests.cast import make_person

    nora = make_person(app, "Nora Vale")
    with writing():
        db.get_one(Member, nora.member_id).joined_at = now() - timedelta(hours=1)
    return nora


def question(number):
    return {"title": f"Question {number}", "body": "Help.", "topic": "parking", "door": "public"}


def test_three_questions_on_the_first_day(nora, parking):
    for number in range(3):
        assert nora.post("/ask", **question(number)).status_code == 303

    page = nora.post("/ask", **question(4) | {"body": "My fourth question in one day."})

    assert page.status_code == 429
    assert "3 questions on your first day" in page.text
    assert "My fourth question in one day." in page.text
    assert int(page.headers["Retry-After"]) > 0
    assert rows(Thread).count() == 3


def test_ten_replies_on_the_first_day_comments_included(nora, ada, asks, answers, ben):
    thread_id = asks(ada)
    answer_id = answers(ben, thread_id)
    for number in range(5):
        nora.post(f"/threads/{thread_id}/answers", body=f"Answer {number}.")
        nora.post(f"/answers/{answer_id}/comments", body=f"Comment {number}.")

    page = nora.post(f"/answers/{answer_id}/comments", body="One more.")

    assert page.status_code == 429
    assert "10 replies on your first day" in page.text


def test_sending_a_reply_twice_uses_up_one(nora, ada, asks):
    thread_id = asks(ada)
    for _ in range(12):
        page = nora.post(f"/threads/{thread_id}/answers", body="The same words.")

    assert page.status_code == 303
    assert rows(Answer).count() == 1


def test_the_second_day_is_wide_open(nora, parking):
    for number in range(3):
        nora.post("/ask", **question(number))

    with at(now() + timedelta(hours=25)):
        page = nora.post("/ask", **question(4))

    assert page.status_code == 303


def test_staff_have_no_first_day(app, parking):
    from tests.cast import make_person

    new = make_person(app, "Nia Cole", role=Role.AGENT)
    with writing():
        db.get_one(Member, new.member_id).joined_at = now()

    for number in range(4):
        page = new.post("/ask", **question(number))

    assert page.status_code == 303


def test_newcomers_place_two_links(ada, parking):
    page = ada.post("/ask", **question(1) | {"body": LINKS})

    assert page.status_code == 422
    assert "New members can put 2 links in a post" in page.text
    assert "https://c.example.org" in page.text


def test_nor_do_they_add_more_later(ada, thread_id):
    page = ada.post(f"/threads/{thread_id}/edit", title="Links", body=LINKS, revision=1)

    assert page.status_code == 422


def test_regulars_place_as_many_as_they_need(ben, parking):
    ben.stands_on("regular")

    assert ben.post("/ask", **question(1) | {"body": LINKS}).status_code == 303
