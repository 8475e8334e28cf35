"""A year in figures, and one quiet line about it in January."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.kernel import clock
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail.outgoing import OutgoingMail
from forum.recognition.tasks import tell_of_last_year
from tests.forum.people.looking import main_of
from tests.forum.recognition.conftest import told


def this_year():
    return now().year


def test_a_year_in_figures(dev, ada, ben, helped, answer_id, deliver):
    dev.post(f"/desk/posts/{answer_id}/thanks", body="Thank you.")

    page = main_of(ben.get(f"/me/years/{this_year()}"))

    assert "You helped one person." in page
    assert "<dt>Answers you wrote</dt><dd>1</dd>" in page
    assert "<dt>Thanks from the council</dt><dd>1</dd>" in page
    asked = main_of(ada.get(f"/me/years/{this_year()}"))
    assert "<dt>Questions of yours that were solved</dt><dd>1</dd>" in asked
    assert "You helped" not in asked


def test_what_is_taken_back_is_not_counted(ada, ben, thread_id, answer_id, helped):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id, wanted="no")

    assert "You helped" not in main_of(ben.get(f"/me/years/{this_year()}"))


@pytest.mark.parametrize("year", [0, 1999, 9999, 10000, 2**63, 10**30])
def test_other_years_have_no_page(ben, year):
    assert ben.get(f"/me/years/{year}").status_code == 404


def test_people_under_18_and_staff_have_none(ben, dev):
    with writing():
        ben.member.is_under_18 = True

    assert ben.get(f"/me/years/{this_year()}").status_code == 404
    assert dev.get(f"/me/years/{this_year()}").status_code == 404


def test_a_visitor_is_asked_to_sign_in(visitor):
    for page in ("/me/thanks", f"/me/years/{this_year()}"):
        assert visitor.get(page).status_code == 401


def january(day=3):
    return datetime(this_year() + 1, 1, day, 12, tzinfo=UTC)


def test_in_january_whoever_helped_is_told_once_and_never_mailed(ada, ben, helped, deliver):
    for day in (3, 4):
        with clock.at(january(day)):
            tell_of_last_year()
            deliver()

    assert told(ben).count("year_ended") == 1
    assert "year_ended" not in told(ada)
    with fresh_reading():
        assert "year_ended" not in [mail.kind for mail in db.query(OutgoingMail)]


def test_in_other_months_nobody_is_told(ben, helped, deliver):
    with clock.at(january() + timedelta(days=60)):
        tell_of_last_year()
        deliver()

    assert "year_ended" not in told(ben)


def test_where_one_stands_leads_to_the_year(ben, helped):
    assert 'href="/me/years/' in main_of(ben.get("/me/where"))
