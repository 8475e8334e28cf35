"""People read who of a service is here, until when, and when somebody is back."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.services.hours import calendar_from
from moderation.duty import actions, tasks
from moderation.duty.hours import Shift, kept, stretches
from moderation.duty.models import DutyShift
from moderation.rota.actions import set_availability
from tests.factories import OFFICE_HOURS
from tests.moderation.duty.conftest import HERE, is_here

TOPIC = "/topics/parking"


@pytest.fixture
def every_day(dev, nell, parking):
    """Dev and Nell are here each weekday from nine to five."""
    for person in (dev, nell):
        for day in range(5):
            is_here(person, weekday=str(day))


def test_until_somebody_says_so_nobody_reads_anything(visitor, parking):
    assert "here" not in visitor.get(TOPIC).text.split("Who answers here")[1]


def test_a_topic_says_who_is_here_and_until_when(visitor, every_day):
    page = visitor.get(TOPIC).text

    assert "Dev and Nell of the Parking team are here until 5 pm." in page
    assert "Back at 9 am on Tuesday 3 March." in page


def test_the_words_change_at_the_hour_without_the_worker(visitor, every_day, monday):
    monday.move_to("2026-03-02T17:00:00+00:00", tick=False)

    page = visitor.get(TOPIC).text

    assert "Nobody of the Parking team is here now." in page
    assert "Back at 9 am on Tuesday 3 March." in page


def test_over_the_weekend_it_is_monday(visitor, every_day, monday):
    monday.move_to("2026-03-06T18:00:00+00:00", tick=False)
    tasks.refresh()

    assert "Back at 9 am on Monday 9 March." in visitor.get(TOPIC).text


def test_asking_and_writing_in_private_say_it_too(visitor, every_day):
    assert "are here until 5 pm" in visitor.get("/ask?topic=parking").text
    assert "Here now: Parking team." in visitor.get("/ask").text
    assert "are here until 5 pm" in visitor.get("/contact?topic=parking").text
    assert "Here now: Parking team." in visitor.get("/contact").text


def test_the_page_of_a_ticket_says_it_while_it_is_live(ada, ticket, every_day):
    assert "are here until 5 pm" in ada.get(f"/tickets/{ticket.reference}").text


def test_whoever_is_away_is_not_named(visitor, every_day, dev):
    with writing():
        back = now() + timedelta(days=2)
        set_availability(by=dev.member, capacity=None, away_until=back)
    tasks.refresh()

    assert "Nell of the Parking team is here until 5 pm." in visitor.get(TOPIC).text


def test_whoever_wants_is_shown_as_the_team(visitor, every_day, dev, nell):
    for person in (dev, nell):
        person.post("/desk/duty/me", shown="team")

    page = visitor.get(TOPIC).text
    assert "The Parking team is here until 5 pm." in page
    assert "Dev" not in page


def test_when_they_go_at_different_times_it_says_so(visitor, dev, nell, parking):
    is_here(dev, weekday="0", ends="13:00")
    is_here(nell, weekday="0")

    page = visitor.get(TOPIC).text
    assert "Here now: Dev and Nell of the Parking team. Somebody is here until 5 pm." in page


def test_a_date_stands_in_the_place_of_its_weekday(visitor, dev, parking):
    is_here(dev, weekday="0")
    is_here(dev, weekday="date", date="2026-03-02", begins="14:00", ends="16:00")

    assert "Nobody of the Parking team is here now. Back at 2 pm" in visitor.get(TOPIC).text


def test_nobody_is_here_while_the_service_is_closed():
    closed = OFFICE_HOURS | {"closures": {"2026-03-02": "Office move"}}
    shift = Shift(1, "0", 480, 1200)

    found = stretches([shift], calendar_from(closed), since=datetime(2026, 3, 2, 8, tzinfo=UTC))
    usual = stretches(
        [shift], calendar_from(OFFICE_HOURS), since=datetime(2026, 3, 2, 8, tzinfo=UTC)
    )

    assert [one.begins.day for one in found] == [9]
    assert (usual[0].begins.hour, usual[0].ends.hour) == (9, 17)


def test_by_the_clock_of_the_place_also_when_it_is_put_forward():
    shift = Shift(1, "0", 540, 1020)

    found = stretches(
        [shift], calendar_from(OFFICE_HOURS), since=datetime(2026, 3, 29, 12, tzinfo=UTC)
    )

    assert (found[0].begins.hour, found[0].ends.hour) == (8, 16)


def test_the_row_every_page_reads_stays_small():
    shifts = [Shift(n, str(day), 540, 1020, "Dev") for n in range(9) for day in range(5)]

    found = kept(
        stretches(shifts, calendar_from(OFFICE_HOURS), since=datetime(2026, 3, 2, 8, tzinfo=UTC))
    )

    assert len(found) == 9 * 2 + 1


def test_it_costs_a_page_no_statement(visitor, parking, dev, statements):
    visitor.get(TOPIC)
    with statements() as before:
        visitor.get(TOPIC)
    is_here(dev, weekday="0")
    with statements() as after:
        page = visitor.get(TOPIC).text

    assert "is here until" in page
    assert len(after) == len(before)


def test_hours_said_twice_are_kept_once_and_can_be_taken_off(dev, parking, visitor):
    for _ in range(2):
        assert is_here(dev, weekday="0").status_code == 303
    with fresh_reading():
        (shift_id,) = [one.id for one in db.query(DutyShift)]

    dev.post(f"/desk/duty/{shift_id}/removal")

    assert "is here" not in visitor.get(TOPIC).text
    assert dev.post(f"/desk/duty/{shift_id}/removal").status_code == 404


def test_hours_are_shown_before_they_are_saved(dev, parking):
    is_here(dev, weekday="0", ends="12:00")

    sent = HERE | {"person": str(dev.member_id), "weekday": "0", "begins": "13:00"}
    shown = dev.post("/desk/duty", **sent).text

    assert "09:00–12:00, 13:00–17:00" in shown
    with fresh_reading():
        assert db.query(DutyShift).count() == 1


def test_a_date_shows_what_it_stands_in_the_place_of(dev, parking):
    is_here(dev, weekday="0")

    day = {"weekday": "date", "date": "2026-03-09", "begins": "14:00", "ends": "16:00"}
    shown = dev.post("/desk/duty", **(HERE | {"person": str(dev.member_id)} | day)).text

    assert "<td>09:00–17:00</td><td>14:00–16:00</td>" in "".join(shown.split())


def test_what_is_there_already_changes_nothing(dev, parking):
    is_here(dev, weekday="0")

    assert (
        "Nothing is different"
        in dev.post("/desk/duty", **(HERE | {"person": str(dev.member_id), "weekday": "0"})).text
    )


def test_hours_taken_off_by_mistake_are_ready_to_be_put_back(dev, parking, visitor):
    is_here(dev, weekday="0", begins="09:30")
    with fresh_reading():
        (shift_id,) = [one.id for one in db.query(DutyShift)]

    page = dev.post(f"/desk/duty/{shift_id}/removal", follow=True).text

    assert "should you want it back" in page
    assert 'value="09:30"' in page
    assert is_here(dev, weekday="0", begins="09:30").status_code == 303
    assert "is here until 5 pm" in visitor.get(TOPIC).text


def test_the_same_hours_of_many_days_stand_in_one_line(dev, every_day):
    assert "Monday to Friday, 09:00–17:00" in dev.get("/desk/duty").text


def test_only_managers_write_down_the_hours_of_others(dev, nell, mara, parking):
    assert is_here(nell, person=str(dev.member_id), weekday="0").status_code == 422
    assert is_here(mara, person=str(dev.member_id), weekday="0").status_code == 303
    with fresh_reading():
        (shift,) = db.query(DutyShift).all()

    assert shift.member_id == dev.member_id
    assert nell.post(f"/desk/duty/{shift.id}/removal").status_code == 403


def test_citizens_have_no_hours(ada, parking):
    assert is_here(ada, weekday="0").status_code == 403


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"weekday": "0", "begins": "9"}, "time of day"),
        ({"weekday": "0", "begins": "17:00", "ends": "09:00"}, "after the beginning"),
        ({"weekday": "0", "ends": "25:00"}, "time of day"),
        ({"weekday": "date", "date": "tomorrow"}, "2026-12-24"),
        ({"weekday": "9"}, "Choose a day"),
    ],
)
def test_what_cannot_be_is_refused_in_words(dev, parking, said, sentence):
    answer = is_here(dev, **said)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_days_long_over_are_forgotten(dev, parking, monday):
    is_here(dev, weekday="date", date="2026-03-02")
    is_here(dev, weekday="1")
    monday.shift(timedelta(days=40))
    tasks.forget_old()

    with fresh_reading():
        assert [one.day for one in db.query(DutyShift)] == ["1"]


def test_what_is_right_is_not_written_again(every_day):
    with writing():
        assert actions.refresh_board() is False
