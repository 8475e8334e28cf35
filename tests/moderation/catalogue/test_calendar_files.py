"""The closed days of an office come from the calendar file it has anyway."""

from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.kernel.db import fresh_reading
from forum.services.queries import service_called
from moderation.catalogue.ical import closures_of
from tests.cast import OURS
from tests.moderation.catalogue.conftest import fields_of, words_of

EDIT = "/desk/services/parking/edit"
TODAY = date(2026, 3, 2)


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Town//Days//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@town", "DTSTAMP:20260101T000000Z", *event]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def day(start, name, *more):
    return (f"DTSTART;VALUE=DATE:{start}", f"SUMMARY:{name}", *more)


@pytest.fixture
def sends(adam, parking):
    def send(text, **changed):
        form = fields_of(adam.get(EDIT)) | {"csrf_token": adam.csrf} | changed
        form["calendar"] = (BytesIO(text.encode()), "days.ics")
        with adam.app.app_context():
            return adam.client.post(EDIT, data=form, headers=OURS)

    return send


def closed():
    with fresh_reading():
        return service_called("parking").calendar_version.facts["closures"]


def test_a_day_and_several_days_in_a_row():
    text = calendar(
        day("20260501", "Staff day"), day("20261224", "Christmas", "DTEND;VALUE=DATE:20261227")
    )

    assert closures_of(text, today=TODAY) == {
        "2026-05-01": "Staff day",
        "2026-12-24": "Christmas",
        "2026-12-25": "Christmas",
        "2026-12-26": "Christmas",
    }


def test_a_day_of_every_year_is_followed_from_last_year_on():
    text = calendar(day("20200301", "St David", "RRULE:FREQ=YEARLY"))

    assert list(closures_of(text, today=TODAY)) == [
        "2025-03-01",
        "2026-03-01",
        "2027-03-01",
        "2028-03-01",
        "2029-03-01",
    ]


def test_what_was_taken_out_of_a_rule_is_out():
    text = calendar(
        day("20260302", "Training", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260309")
    )

    assert list(closures_of(text, today=TODAY)) == ["2026-03-02", "2026-03-16"]


def test_an_appointment_or_a_cancelled_day_closes_nothing():
    text = calendar(
        ("DTSTART:20260501T090000Z", "DTEND:20260501T100000Z", "SUMMARY:Meeting"),
        day("20260502", "Called off", "STATUS:CANCELLED"),
    )

    assert closures_of(text, today=TODAY) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Monday closed",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\n",
        calendar(day("20260501", "Often", "RRULE:FREQ=SECONDLY")),
        calendar(day("20260501", "Often", "RRULE:INTERVAL=1;FREQ=DAILY")),
        calendar(day("20260501", "Often", "RRULE:FR", " EQ=SECONDLY")),
        calendar(*[day("20260501", "Many")] * 301),
        calendar(day("20260501", "x" * 300_000)),
        calendar(("DTSTART;VALUE=DATE:00000101", "SUMMARY:Never")),
    ],
    ids=["words", "broken", "secondly", "daily", "folded", "many", "large", "no-day"],
)
def test_what_is_no_calendar_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"calendar|comes again"):
        closures_of(text, today=TODAY)


WHOLE = calendar(
    day("20200301", "St David", "RRULE:FREQ=YEARLY;UNTIL=20300101"),
    day("20260302", "Training", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260309"),
    day("20261224", "Christmas", "DTEND;VALUE=DATE:20261227"),
)


@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.text(max_size=12))
def test_a_file_that_was_damaged_anywhere_is_read_or_refused(at, gone, put):
    text = WHOLE[:at] + put + WHOLE[at + gone :]

    with suppress(ValueError):
        assert all(isinstance(why, str) for why in closures_of(text, today=TODAY).values())


def test_the_days_are_shown_before_they_are_saved(adam, sends):
    shown = sends(calendar(day("20260501", "Staff <b>day</b>")))

    assert "2026-05-01 Staff <b>day</b>" in fields_of(shown)["closures"]
    assert "<b>day</b>" not in shown.get_data(as_text=True)
    assert closed() == {}

    adam.post(EDIT, **fields_of(shown))

    assert closed() == {"2026-05-01": "Staff <b>day</b>"}


def test_what_is_typed_wins_over_the_file(sends):
    shown = sends(calendar(day("20260501", "Holiday")), closures="2026-05-01 Staff day")

    assert fields_of(shown)["closures"] == "2026-05-01 Staff day"


def test_zammad_390_the_page_of_a_promise_names_the_day_that_made_it_longer(
    adam, ada, sends, ticket, monday
):
    """Holidays that came from a calendar file lengthened deadlines, and nobody saw which."""
    adam.post(EDIT, **fields_of(sends(calendar(day("20260303", "St Martin")))))
    from moderation.helpdesk.tasks import renew_outdated_promises

    renew_outdated_promises()
    monday.move_to("2026-03-05T10:00:00+00:00")

    page = words_of(ada.get(f"/tickets/{ticket.reference}/promise"))

    assert "St Martin" in page
    assert "10 am on Thursday 5 March" in page


def test_a_file_that_is_none_says_so_at_the_closed_days(sends):
    answer = sends("Monday closed")

    assert answer.status_code == 422
    assert "This is no calendar file" in words_of(answer)
