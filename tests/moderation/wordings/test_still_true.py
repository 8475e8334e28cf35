"""Answers whose day is past are looked at again: confirmed, or corrected."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.briefs import months_on, today
from forum.threads.models import Answer

SHORT = "Use the coin slot."
YESTERDAY = date(2026, 3, 1)


@pytest.fixture
def answer_id(dev, question):
    dev.post(f"/threads/{question}/answers", body="The left one.", in_short=SHORT, official="y")
    with fresh_reading():
        return db.scalars(select(Answer.id)).one()


@pytest.fixture
def a_year_later(answer_id):
    """It was checked more than a year ago."""
    with writing():
        answer = db.get_one(Answer, answer_id)
        answer.checked_on, answer.true_until = today() - timedelta(days=367), YESTERDAY
    return answer_id


def test_before_its_day_nothing_waits(dev, answer_id):
    assert "No official answer is past its day here." in _listed(dev)


def test_after_its_day_it_waits_for_its_service(dev, a_year_later):
    assert SHORT in _listed(dev)
    assert SHORT in _listed(dev, "?service=parking")
    assert SHORT in _listed(dev, "?service=no-such")


def test_the_page_of_the_question_says_that_nobody_has_looked(visitor, question, a_year_later):
    page = visitor.get(f"/threads/{question}", follow_redirects=True).text

    assert "should have been checked again by now" in page


def test_confirming_takes_it_off_the_list_for_a_year(dev, a_year_later):
    for _ in range(2):
        dev.post(f"/desk/answers/{a_year_later}/still-true", until="")

    assert "No official answer is past its day here." in _listed(dev)
    with fresh_reading():
        answer = db.get_one(Answer, a_year_later)
        assert answer.checked_on == today()
        assert answer.true_until == months_on(today(), 12)
        deeds = select(AuditEntry.id).where(AuditEntry.deed == "answer still true")
        assert len(db.scalars(deeds).all()) == 1


def test_another_day_can_be_chosen(dev, a_year_later):
    day = today() + timedelta(days=30)

    dev.post(f"/desk/answers/{a_year_later}/still-true", until=day.isoformat())

    with fresh_reading():
        assert db.get_one(Answer, a_year_later).true_until == day


def test_a_day_that_is_past_is_refused(dev, a_year_later):
    answer = dev.post(f"/desk/answers/{a_year_later}/still-true", until="2020-01-01")

    assert answer.status_code == 422
    assert "Choose a day from tomorrow on" in answer.text


def test_correcting_takes_it_off_the_list_too(dev, a_year_later):
    said = {"body": "The right one.", "in_short": "The right one.", "revision": 1}

    dev.post(f"/answers/{a_year_later}/edit", **said)

    assert "No official answer is past its day here." in _listed(dev)


def test_an_answer_of_a_neighbour_has_no_day(ben, dev, question):
    ben.post(f"/threads/{question}/answers", body="Ask there.")
    with fresh_reading():
        answer_id = db.scalars(select(Answer.id)).one()

    assert dev.post(f"/desk/answers/{answer_id}/still-true").status_code == 404


def test_only_the_desk_confirms(ada, a_year_later):
    assert ada.post(f"/desk/answers/{a_year_later}/still-true").status_code == 403


def _listed(who, narrowed=""):
    return who.get(f"/desk/still-true{narrowed}").text
