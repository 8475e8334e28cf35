"""Staff write opening times down; a mistake is answered in words."""

from datetime import date

import pytest

from forum.services.hours import calendar_from, due
from tests.forum.services.times import at

FACTS = {
    "zone": "Europe/London",
    "frames": {"0": [["13:00", "17:00"], ["09:00", "12:00"]], "4": [["09:00", "24:00"]]},
    "holidays": {"country": "GB", "subdivision": "ENG"},
    "closures": {"2026-12-21": "Office move"},
}


def test_a_calendar_is_read_from_what_staff_wrote() -> None:
    calendar = calendar_from(FACTS)

    assert calendar.frames == {0: ((540, 720), (780, 1020)), 4: ((540, 1440),)}
    assert calendar.closed_on(date(2026, 12, 21)) == "Office move"
    assert calendar.closed_on(date(2026, 4, 6)) == "Easter Monday"
    assert calendar.closed_on(date(2027, 3, 29)) == "Easter Monday"
    assert calendar.closed_on(date(2026, 4, 7)) is None


def test_public_holidays_do_not_count() -> None:
    assert due(calendar_from(FACTS), at("2026-04-06 09:00"), 60) == at("2026-04-10 10:00")


def test_a_calendar_without_holidays_needs_no_mention_of_them() -> None:
    calendar = calendar_from({"zone": "UTC", "frames": {}, "holidays": None})

    assert calendar.closed_on(date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"zone": "Europe/Lundon"}, "time zone called “Europe/Lundon”"),
        ({"zone": 7}, "needs a time zone"),
        ({"zone": "../Europe/London"}, "time zone called"),
        ({"frames": None}, "opening times"),
        ({"frames": {"7": []}}, "“7” is not a day of the week"),
        ({"frames": {"0": [["9", "17:00"]]}}, "“9” is not a time of day"),
        ({"frames": {"0": [["09:60", "17:00"]]}}, "“09:60” is not a time of day"),
        ({"frames": {"0": [["09:00", "24:01"]]}}, "ends at 24:00"),
        ({"frames": {"0": [["17:00", "09:00"]]}}, "after opening time"),
        ({"frames": {"0": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "must not overlap"),
        ({"closures": {"28 December": "Closed"}}, "“28 December” is not a date"),
        ({"holidays": {"country": "XX"}}, "public holidays for “XX”"),
        ({"holidays": {"country": "GB", "subdivision": "YY"}}, "public holidays for “GB YY”"),
        ({"holidays": "GB"}, "needs a time zone"),
    ],
)
def test_a_mistake_in_a_calendar_is_answered_in_words(
    change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        calendar_from({**FACTS, **change})
