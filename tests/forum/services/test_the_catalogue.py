"""What a visitor reads about services: promises in words, hours, closures, topics, contact."""

from datetime import UTC, date, datetime

import pytest

from forum.kernel.clock import at
from forum.kernel.subjects import may_see
from forum.services.hours import ALWAYS_OPEN, calendar_from
from forum.services.queries import closures_from, service_called
from forum.services.wording import opening_line, opening_words, promise_words
from tests.factories import OFFICE_HOURS

OFFICE = calendar_from(OFFICE_HOURS)


def test_the_catalogue_lists_services_with_their_topics(visitor, parking):
    page = visitor.get("/services").data

    assert b'href="/services/parking"' in page
    assert b'href="/topics/parking"' in page


def test_an_empty_catalogue_says_so(visitor, app):
    assert b"No service is listed yet" in visitor.get("/services").data


def test_a_service_says_who_when_where_and_what_it_promises(visitor, parking):
    page = visitor.get("/services/parking").get_data(as_text=True)

    assert "You get a first reply within 2 working days." in page
    assert "Your problem is answered within 5 working days." in page
    assert "Parking team" in page
    assert "01632 960140" in page
    assert "<dt>Monday to Friday</dt><dd>9 am to 5 pm</dd>" in page
    assert "<dt>Saturday to Sunday</dt><dd>Closed</dd>" in page


def test_an_unknown_service_is_said_to_be_missing(visitor, parking):
    assert visitor.get("/services/nothing").status_code == 404


def test_topic_and_thread_lead_to_who_answers(visitor, ada, parking):
    ada.post("/ask", title="Where to park?", body="It is full.", topic="parking", door="public")
    thread = ada.get("/threads").get_data(as_text=True).split('href="/threads/')[1].split('"')[0]

    assert b'href="/services/parking"' in visitor.get("/topics/parking").data
    assert b'href="/services/parking"' in visitor.get(f"/threads/{thread}").data


def test_a_service_is_a_subject_everybody_may_see(app, parking):
    assert may_see(service_called("parking").subject_id, member=None)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (480, "1 working day"),
        (960, "2 working days"),
        (120, "2 working hours"),
        (45, "45 working minutes"),
    ],
)
def test_a_promise_in_words(minutes, words):
    assert promise_words(minutes, OFFICE) == words


def test_who_is_always_open_promises_plain_days():
    assert promise_words(2 * 1440, ALWAYS_OPEN) == "2 days"
    assert opening_words(ALWAYS_OPEN) == [("Monday to Sunday", "Day and night")]


def test_hours_in_words_join_days_that_are_alike():
    facts = OFFICE_HOURS | {
        "frames": {"0": [["08:30", "12:00"], ["13:00", "17:30"]], "5": [["00:00", "24:00"]]}
    }

    words = opening_line(calendar_from(facts))

    assert words == "Monday, 8.30 am to noon and 1 pm to 5.30 pm; Saturday, Day and night"


def test_the_next_closed_days_are_named_with_their_reason():
    facts = OFFICE_HOURS | {
        "holidays": {"country": "GB", "subdivision": "ENG"},
        "closures": {"2026-12-24": "Office move", "2026-12-26": "A Saturday"},
    }

    found = closures_from(calendar_from(facts), date(2026, 12, 20), most=2)

    assert found == [(date(2026, 12, 24), "Office move"), (date(2026, 12, 25), "Christmas Day")]


def test_closed_days_stand_on_the_page(visitor, parking, app):
    with at(datetime(2026, 12, 20, 10, tzinfo=UTC)):
        assert b"Closed soon" not in visitor.get("/services/parking").data
