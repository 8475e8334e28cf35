"""Managers say for each service after how many months its official answers are looked at again."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.services.models import Service
from forum.threads.models import Answer
from moderation.catalogue.models import CatalogueChange
from tests.moderation.colleagues import mara
from tests.moderation.conftest import asks, escalates

__all__ = ["mara"]

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
VALUE = re.compile(r'<(?:input|textarea)[^>]* name="([a-z_]+)"[^>]*? value="([^"]*)"')


@pytest.fixture
def months(mara, parking):
    """Opens the form of the service, writes the months, looks at the preview, saves."""

    def say(number):
        with fresh_reading():
            slug = db.get_one(Service, parking.service_id).slug
        url = f"/desk/services/{slug}/edit"
        form = dict(VALUE.findall(mara.get(url).text)) | {"true_months": number}
        form |= {"incidents": "counted", "country": ""}
        shown = mara.post(url, **form)
        if shown.status_code != 200:
            return shown
        form["seen"] = SEEN.findall(shown.text)[0]
        saved = mara.post(url, **form)
        assert saved.status_code == 303, saved.text
        return shown

    return say


@pytest.fixture
def half_a_year(parking):
    with writing():
        db.get_one(Service, parking.service_id).true_months = 6


def until():
    with fresh_reading():
        return db.scalars(select(Answer.true_until).where(Answer.is_official)).one()


def test_a_change_is_shown_first_then_kept_with_its_day_and_undone(mara, parking, months):
    shown = months("6").text
    with fresh_reading():
        service = db.get_one(Service, parking.service_id)
        kept, slug = service.true_months, service.slug
        change = db.scalars(select(CatalogueChange)).one()

    assert "Months until an official answer is looked at again" in shown
    assert kept == 6
    assert change.after == {"true_months": 6}
    assert "looked at again" in mara.get(f"/desk/services/{slug}/history").text
    mara.post(f"/desk/services/{slug}/history/{change.id}/removal")
    with fresh_reading():
        assert db.get_one(Service, parking.service_id).true_months is None


@pytest.mark.parametrize("number", ["0", "61", "-1", "six", "1.5", "٣"])
def test_only_months_are_taken(months, number):
    answer = months(number)

    assert answer.status_code == 422
    assert "Write a number of months from 1 to 60, or nothing." in answer.text


def test_the_desk_and_the_question_offer_that_day(dev, question, ticket, half_a_year):
    for page in (f"/desk/tickets/{ticket.reference}", f"/threads/{question}"):
        shown = dev.client.get(page, follow_redirects=True).get_data(as_text=True)
        assert "Empty means 2 September 2026" in shown


@pytest.mark.parametrize("way", ["desk", "page", "program"])
def test_an_answer_holds_so_long_whichever_way_it_is_written(
    dev, question, ticket, half_a_year, way
):
    said = {"body": "It is on its way."}
    if way == "desk":
        dev.post(f"/desk/tickets/{ticket.reference}/answer", **said, to="everyone")
    elif way == "page":
        dev.post(f"/threads/{question}/answers", **said, official="y")
    else:
        dev.api("POST", f"/threads/{question}/answers", **said, official=True)

    assert until() == date(2026, 9, 2)


def test_another_day_can_be_chosen_for_one_answer(dev, question, half_a_year):
    said = {"body": "It is on its way.", "official": "y", "true_until": "2026-04-01"}
    dev.post(f"/threads/{question}/answers", **said)

    assert until() == date(2026, 4, 1)


def test_without_it_the_day_is_that_of_the_place(dev, ada, parking):
    asked = escalates(ada, asks(ada, parking, "Where is it?"))
    dev.post(f"/desk/tickets/{asked.reference}/answer", body="Here.", to="everyone")

    assert until() == date(2027, 3, 2)
