"""Before a promise is made, managers read how often it would have been kept in the last year."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from forum.kernel.clock import at as at_moment
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.advising import advice_on
from forum.services.hours import ALWAYS_OPEN, elapsed
from forum.services.queries import facts_of, service_called
from moderation.catalogue.models import CatalogueChange
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, open_contact
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.promises import Promised
from moderation.helpdesk.queries.advice import _would_have_been_kept
from moderation.helpdesk.states import State
from tests.forum.services.times import at
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.conftest import does_the_steps

EDIT = "/desk/services/parking/edit"
WAITS = (1, 2, 3, 4, 5, 6, 7, 10, 20, 30)
"""The opening hours after which ten people were answered; of them seven within one day of eight."""


@pytest.fixture
def answered(dev, parking, monday):
    """Ten tickets of a Monday and when the desk answered each."""

    def open_and_answer(waits, kind="question"):
        with writing():
            ids = [
                open_contact(
                    title=f"Permit {number}",
                    body=write_up("It has not come."),
                    email=f"r{number}@example.org",
                    kind=kind,
                    service=service_called("parking"),
                ).id
                for number, _ in enumerate(waits)
            ]
        for ticket_id, hours in zip(ids, waits, strict=True):
            days, rest = divmod(hours, 8)
            moment = at("2026-03-02 10:00") + timedelta(days=days, hours=min(rest, 7))
            with at_moment(moment):
                does_the_steps(dev, ticket_id)
            with at_moment(moment), writing():
                ticket = db.get_one(Ticket, ticket_id)
                answer_ticket(ticket, OfficialAnswer(write_up("Here it is.")), by=dev.member)
        monday.move_to(at("2026-03-16 10:00"))

    return open_and_answer


def advised(**changed):
    with fresh_reading():
        service = service_called("parking")
        facts = facts_of(service) | changed
        return {one.clock: (one.kept, one.cases) for one in advice_on(service.id, facts)}


def test_of_ten_tickets_seven_would_have_been_answered_within_a_day(answered):
    answered(WAITS)

    said = advised(first_response_minutes=480)

    assert said["first_response"] == (7, 10)
    assert advised(first_response_minutes=60)["first_response"] == (1, 10)
    assert advised(first_response_minutes=4000)["first_response"] == (10, 10)


def test_of_few_tickets_nothing_is_said(answered):
    answered(WAITS[:9])

    assert advised(first_response_minutes=60) == {}


def test_what_is_older_than_a_year_says_nothing(answered, monday):
    answered(WAITS)
    monday.move_to(at("2027-03-16 10:00"))

    assert advised(first_response_minutes=480) == {}


def test_kinds_with_times_of_their_own_are_not_counted_where_these_apply(answered):
    answered(WAITS, kind="information_request")

    said = advised(first_response_minutes=480, resolution_minutes=480)

    assert "resolution" not in said
    assert said["first_response"] == (7, 10)


def test_what_waits_too_long_already_counts_as_missed(answered, parking):
    answered(WAITS[:9])
    with at_moment(at("2026-03-02 10:00")), writing():
        open_contact(
            title="Still waiting",
            body=write_up("Hello?"),
            email="w@example.org",
            service=service_called("parking"),
        )

    assert advised(first_response_minutes=480)["first_response"] == (7, 10)
    # Ten days have gone by, so within eleven nobody can say yet.
    assert "first_response" not in advised(first_response_minutes=11 * 480)


def test_what_was_joined_or_taken_back_is_left_out(answered):
    answered(WAITS)
    with writing():
        db.execute(update(Ticket).values(state=State.WITHDRAWN))

    assert advised(first_response_minutes=480) == {}


def test_longer_hours_count_more(answered):
    answered(WAITS)
    long_days = {
        "zone": "Europe/London",
        "frames": {str(day): [["00:00", "24:00"]] for day in range(7)},
    }

    assert advised(calendar=long_days, first_response_minutes=480)["first_response"] == (7, 10)
    assert advised(calendar=long_days, first_response_minutes=30 * 60)["first_response"] == (8, 10)


def test_a_promise_that_was_kept_too_seldom_needs_a_reason(adam, look, answered):
    answered(WAITS)
    shown = look(EDIT, first_days="1")
    assert "First reply within: 70 of 100, counted over 10 cases" in words_of(shown)
    assert "Fewer than 80 of 100" in words_of(shown)

    refused = adam.post(EDIT, **fields_of(shown))

    assert refused.status_code == 422
    assert "Say why this promise can be kept from now on" in words_of(refused)
    with fresh_reading():
        assert service_called("parking").first_response_minutes == 960


def test_with_a_reason_it_is_saved_and_the_history_says_it(adam, look, answered):
    answered(WAITS)
    shown = fields_of(look(EDIT, first_days="1"))

    saved = adam.post(EDIT, **shown | {"reason": "Two more people work here from April."})

    assert saved.status_code == 303
    with fresh_reading():
        assert service_called("parking").first_response_minutes == 480
        (change,) = db.scalars(select(CatalogueChange).where(CatalogueChange.reason.is_not(None)))
    assert change.reason == "Two more people work here from April."
    history = words_of(adam.get("/desk/services/parking/history"))
    assert "Why it can be kept: Two more people work here from April." in history


def test_a_promise_that_was_kept_needs_none(adam, save, answered):
    answered(WAITS)

    assert save(EDIT, first_days="4").status_code == 303


def test_another_phone_number_asks_nothing(look, save, answered):
    answered(WAITS)

    assert "How often it would have been kept" not in words_of(look(EDIT, phone="01632 960149"))


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 5000))
def test_a_longer_promise_is_never_kept_less_often(shorter, more, waited):
    began = at("2026-03-02 10:00")
    met = began + timedelta(minutes=waited)

    by_shorter, by_longer = (
        _would_have_been_kept(Promised(ALWAYS_OPEN, minutes, began), [], met_at=met)
        for minutes in (shorter, shorter + more)
    )

    assert by_longer or not by_shorter
    assert by_shorter == (elapsed(ALWAYS_OPEN, began, met) <= shorter)
