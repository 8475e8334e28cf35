"""Managers see how many tickets are expected, who is here for them, and where it won't fit."""

from datetime import date, timedelta

import pytest

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.services.queries import service_called
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import move_along
from moderation.helpdesk.states import State
from moderation.rota.actions import set_availability
from moderation.staff.models import StaffService
from moderation.workload.reckoning import Staffing, forecast, loads, trend, tried
from tests.factories import open_waste
from tests.forum.services.times import at
from tests.moderation.catalogue.conftest import words_of

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def every(days, number):
    """So many tickets on each of the last days."""
    return {TODAY - back * DAY: number for back in range(1, days + 1)}


def opens(number, **about):
    with writing():
        for one in range(number):
            title, body, email = f"Question {one}", write_up("When?"), "robin@example.org"
            actions.open_contact(title=title, body=body, email=email, **about)


@pytest.fixture
def two_a_day(parking, monday):
    """Twelve weeks with two tickets on each working day, of which all were closed the same day."""
    for back in range(85, 0, -1):
        day = at("2026-03-02 10:00") - back * DAY
        if day.weekday() < 5:
            monday.move_to(day)
            opens(2)
    monday.move_to(at("2026-02-27 15:00"))
    from moderation.helpdesk.models import Ticket

    ids = [ticket_id for (ticket_id,) in db.query(Ticket.id)]
    db.rollback()
    with writing():
        for ticket_id in ids[:-6]:
            ticket = queries.locked_ticket(ticket_id)
            move_along(ticket, State.CLOSED_UNRESOLVED, by_id=None, reason="cannot")
    monday.move_to(at("2026-03-02 10:00"))


def test_a_day_brings_the_median_of_its_weekday():
    counts = every(56, 3) | {TODAY - 7 * DAY: 100}

    expected = dict(forecast(counts, TODAY))

    assert len(expected) == 14
    assert expected[TODAY + DAY] == 3
    assert expected[TODAY] == 3


def test_the_trend_is_that_of_four_weeks_and_has_bounds():
    doubled = every(56, 1) | every(28, 2)
    wild = every(56, 1) | every(28, 50)

    assert trend(doubled, TODAY) == 2
    assert trend(wild, TODAY) == 2
    assert trend(every(56, 50) | every(28, 1), TODAY) == 0.5
    assert trend(every(4, 1), TODAY) == 1


def test_what_comes_today_does_not_change_what_was_expected():
    counts = every(56, 3)

    assert forecast(counts | {TODAY: 99}, TODAY) == forecast(counts, TODAY)


def test_the_method_is_tried_on_what_it_has_not_seen():
    steady = tried(every(84, 3), TODAY)
    counts = every(84, 3) | {TODAY - 15 * DAY: 30}

    odd = tried(counts, TODAY)

    assert steady == (28, 0, 0)
    assert odd.days == 28
    assert odd.naive > 0


def test_a_naive_guess_says_the_number_of_the_last_week():
    counts = every(84, 3) | {TODAY - back * DAY: 10 for back in range(15, 22)}

    found = tried(counts, TODAY)

    assert found.naive == pytest.approx((14 * 7 + 7 * 7) / 28)


def test_what_is_left_is_what_stood_and_came_less_what_was_finished():
    expected = [(TODAY, 5.0), (TODAY + DAY, 5.0), (TODAY + 2 * DAY, 0.0)]
    staffing = [Staffing(2, 10), Staffing(1, 4), Staffing(2, 10)]

    found = list(loads(expected, staffing, standing=3, each_can=2))

    assert [load.left for load in found] == [4, 7, 3]
    assert [load.fits for load in found] == [True, False, True]


def test_managers_see_what_is_expected(adam, dev, two_a_day):
    words = words_of(adam.get("/desk/workload"))

    assert "New tickets expected each day" in words
    assert "6 tickets at work now" in words
    assert "2 March 2.0 1" in words
    assert "wrong by 0.0 tickets a day" in words
    assert "Saying last week’s number again would have been wrong by 0.0" in words


def test_the_page_says_from_when_on_it_will_not_fit(adam, dev, two_a_day):
    with writing():
        set_availability(by=dev.member, capacity=1, away_until=None)

    assert "It will not fit from 2 March on" in words_of(adam.get("/desk/workload"))


def test_whoever_is_away_is_not_counted(adam, dev, two_a_day):
    with writing():
        set_availability(by=dev.member, capacity=5, away_until=now() + timedelta(days=3))

    words = words_of(adam.get("/desk/workload"))

    assert "2 March 2.0 0 0.0" in words
    assert "6 March 2.0 1" in words


def test_a_young_service_is_told_nothing(adam, parking):
    opens(3)

    assert "A forecast needs eight weeks" in words_of(adam.get("/desk/workload"))


def test_a_place_without_services_is_told_where_they_are_made(adam):
    shown = adam.get("/desk/workload")

    assert shown.status_code == 200
    assert "There is no service yet" in words_of(shown)
    assert 'href="/desk/services"' in shown.text


def test_a_service_that_is_not_there_is_said_to_be_missing(adam, parking):
    assert adam.get("/desk/workload?service=dragons").status_code == 404


def test_the_desk_and_others_do_not_see_it(dev, ada, visitor, parking):
    assert dev.get("/desk/workload").status_code == 403
    assert ada.get("/desk/workload").status_code == 403
    assert visitor.get("/desk/workload").status_code == 401


def test_it_opens_on_the_service_that_most_came_to_and_on_ones_own_first(adam, parking):
    opens(2)
    with writing():
        open_waste()
    opens(3, service=service_called("waste"))
    before = words_of(adam.get("/desk/workload"))
    with writing():
        db.add(StaffService(member_id=adam.member_id, service_id=parking.service_id))

    assert "Waste, the next two weeks." in before
    assert "Parking, the next two weeks." in words_of(adam.get("/desk/workload"))
