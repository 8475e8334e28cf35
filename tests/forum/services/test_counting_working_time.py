"""A promise is counted in the hours a service is open, and everyone can check the count."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from forum.services.hours import (
    ALWAYS_OPEN,
    Calendar,
    Pause,
    due,
    elapsed,
    explain,
    minutes_of_days,
)
from tests.forum.services.times import OFFICE, at, wait

MINUTE = timedelta(minutes=1)

LUNCH = Calendar("Europe/London", {day: ((540, 720), (780, 1020)) for day in range(5)})
CHRISTMAS = Calendar(
    OFFICE.zone,
    OFFICE.frames,
    closed={date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"},
)
DAY_AND_NIGHT = Calendar("Europe/London", ALWAYS_OPEN.frames)

# Monday is 2 March 2026, in winter time; the clocks change on 29 March and 25 October.
GOLDEN = {
    "V1 Friday evening goes on at Monday morning": (
        (OFFICE, at("2026-03-06 16:30"), 60, ()),
        at("2026-03-09 09:30"),
    ),
    "V2 before opening counts from opening": (
        (OFFICE, at("2026-03-04 07:00"), 120, ()),
        at("2026-03-04 11:00"),
    ),
    "V3 a weekend does not count": (
        (OFFICE, at("2026-03-07 12:00"), 1, ()),
        at("2026-03-09 09:01"),
    ),
    "V4 lunch does not count": (
        (LUNCH, at("2026-03-02 11:30"), 60, ()),
        at("2026-03-02 13:30"),
    ),
    "V5 asked during lunch": (
        (LUNCH, at("2026-03-02 12:15"), 30, ()),
        at("2026-03-02 13:30"),
    ),
    "V6 a full day ends at closing, not at the next opening": (
        (OFFICE, at("2026-03-02 09:00"), 480, ()),
        at("2026-03-02 17:00"),
    ),
    "V7 Christmas": (
        (CHRISTMAS, at("2026-12-24 16:00"), 120, ()),
        at("2026-12-29 10:00"),
    ),
    "V8 the clocks go forward": (
        (DAY_AND_NIGHT, at("2026-03-28 23:30"), 120, ()),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    ),
    "V9 the clocks go back": (
        (DAY_AND_NIGHT, at("2026-10-24 23:30"), 240, ()),
        at("2026-10-25 02:30"),
    ),
    "V10 over a weekend in which the clocks change": (
        (OFFICE, at("2026-03-27 16:00"), 120, ()),
        at("2026-03-30 10:00"),
    ),
    "V11 waiting over midday": (
        (OFFICE, at("2026-03-02 09:00"), 240, [wait("2026-03-02 10:00", "2026-03-02 14:00")]),
        at("2026-03-02 17:00"),
    ),
    "V12 waiting over night": (
        (OFFICE, at("2026-03-02 15:00"), 120, [wait("2026-03-02 16:00", "2026-03-03 10:00")]),
        at("2026-03-03 11:00"),
    ),
    "V13 waiting while closed changes nothing": (
        (OFFICE, at("2026-03-06 16:30"), 60, [wait("2026-03-07 10:00", "2026-03-08 10:00")]),
        at("2026-03-09 09:30"),
    ),
    "V14 overlapping waits count once": (
        (
            OFFICE,
            at("2026-03-02 09:00"),
            120,
            [
                wait("2026-03-02 10:00", "2026-03-02 12:00"),
                wait("2026-03-02 11:00", "2026-03-02 13:00"),
            ],
        ),
        at("2026-03-02 14:00"),
    ),
}


@pytest.mark.parametrize(("promise", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_promise_falls_due(
    promise: tuple[Calendar, datetime, int, Sequence[Pause]], expected: datetime
) -> None:
    calendar, start, minutes, pauses = promise

    assert due(calendar, start, minutes, pauses) == expected


@pytest.mark.parametrize(
    ("pauses", "minutes"),
    [((), 600), ([wait("2026-03-09 09:30", "2026-03-09 16:30")], 180)],
    ids=["V15 over a weekend", "V16 with a wait"],
)
def test_working_time_has_passed(pauses: Sequence[Pause], minutes: int) -> None:
    passed = elapsed(OFFICE, at("2026-03-06 16:00"), at("2026-03-10 10:00"), pauses)

    assert passed == minutes


def test_the_seconds_of_asking_are_kept() -> None:
    asked = at("2026-03-06 16:30") + timedelta(seconds=42)

    assert due(OFFICE, asked, 60) == at("2026-03-09 09:30") + timedelta(seconds=42)


def test_an_hour_the_clock_repeats_is_open_twice() -> None:
    night = Calendar("Europe/London", {6: ((60, 120),)})

    assert elapsed(night, at("2026-10-25 00:00"), at("2026-10-25 12:00")) == 120
    assert elapsed(night, at("2026-03-29 00:00"), at("2026-03-29 12:00")) == 0


def test_a_promise_of_no_time_is_due_at_once_even_when_closed() -> None:
    assert due(OFFICE, at("2026-03-07 12:00"), 0) == at("2026-03-07 12:00")


@pytest.mark.parametrize(
    ("calendar", "minutes", "sentence"),
    [
        (Calendar("UTC", {}), 1, "would never fall due"),
        (Calendar("UTC", {0: ((0, 1),)}), 5_000_000, "would never fall due"),
        (OFFICE, -1, "shorter than no time"),
    ],
    ids=["never open", "open one minute a week", "less than nothing"],
)
def test_a_promise_nobody_could_keep_is_refused(
    calendar: Calendar, minutes: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        due(calendar, at("2026-03-02 09:00"), minutes)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(OFFICE, datetime(2026, 3, 2, 9, 0), 60)


def test_the_explanation_names_the_holiday_the_weekend_and_the_wait() -> None:
    waits = [wait("2026-12-24 16:30", "2026-12-24 16:45")]

    pieces = explain(CHRISTMAS, at("2026-12-24 16:00"), at("2026-12-29 10:00"), waits)

    told = [(piece.kind, piece.why, (piece.end - piece.start) // MINUTE) for piece in pieces]
    assert told == [
        ("counted", "Counted", 30),
        ("paused", "The clock stood still", 15),
        ("counted", "Counted", 15),
        ("closed", "Outside opening hours", 7 * 60),
        ("closed", "Christmas Day", 24 * 60),
        ("closed", "Weekend", 24 * 60),
        ("closed", "Weekend", 24 * 60),
        ("closed", "Boxing Day", 24 * 60),
        ("closed", "Outside opening hours", 9 * 60),
        ("counted", "Counted", 60),
    ]


def test_a_weekday_without_hours_is_named() -> None:
    no_wednesdays = Calendar(OFFICE.zone, {**OFFICE.frames, 2: ()})

    (piece,) = explain(no_wednesdays, at("2026-03-04 09:00"), at("2026-03-04 17:00"))

    assert (piece.kind, piece.why) == ("closed", "Closed on Wednesdays")


def test_five_working_days_are_one_week_also_with_short_fridays() -> None:
    short_fridays = Calendar(OFFICE.zone, {**OFFICE.frames, 4: ((540, 780),)})

    minutes = minutes_of_days(short_fridays, 5)

    monday = at("2026-03-02 09:00")
    assert due(short_fridays, monday, minutes) == at("2026-03-06 13:00")


def test_working_days_need_a_day_that_opens() -> None:
    with pytest.raises(ValueError, match="never opens"):
        minutes_of_days(Calendar("UTC", {0: ()}), 5)
