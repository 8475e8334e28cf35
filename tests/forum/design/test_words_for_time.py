"""Moments are said in the words people use."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from forum.design.words import ago, day, duration_words, moment_words, number

LONDON = ZoneInfo("Europe/London")
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 3, 25, 11, tzinfo=UTC)


def test_a_day_of_this_year_needs_no_year():
    assert day(datetime(2026, 3, 20, 9, tzinfo=UTC), zone=LONDON, now=NOW) == "20 March"


def test_a_day_of_another_year_says_which():
    assert day(datetime(2024, 3, 20, 9, tzinfo=UTC), zone=LONDON, now=NOW) == "20 March 2024"


def test_the_year_turns_where_the_reader_is():
    new_year_in_tokyo = datetime(2025, 12, 31, 20, tzinfo=UTC)

    assert day(new_year_in_tokyo, zone=TOKYO, now=NOW) == "1 January"
    assert day(new_year_in_tokyo, zone=LONDON, now=NOW) == "31 December 2025"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 27, 17, tzinfo=UTC), "5 pm on Friday 27 March"),
        (datetime(2026, 3, 27, 9, 12, tzinfo=UTC), "9.12 am on Friday 27 March"),
        (datetime(2026, 3, 27, 0, tzinfo=UTC), "12 am on Friday 27 March"),
        (datetime(2026, 7, 1, 16, 5, tzinfo=UTC), "5.05 pm on Wednesday 1 July"),
        (datetime(2027, 1, 4, 9, tzinfo=UTC), "9 am on Monday 4 January 2027"),
    ],
)
def test_a_promise_names_the_hour_and_the_day(moment, words):
    assert moment_words(moment, zone=LONDON, now=NOW) == words


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=3, minutes=50), "3 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "on 18 March"),
    ],
)
def test_how_long_ago_never_says_more_than_has_passed(gone, words):
    assert ago(NOW - gone, NOW, zone=LONDON) == words


def test_a_number_is_written_with_its_thousands_apart():
    assert number(7) == "7"
    assert number(1204) == "1,204"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (40, "40 min"),
        (60, "1 h"),
        (110, "1 h 50 min"),
        (1439, "23 h 59 min"),
        (1440, "1 day"),
        (3600, "2 days"),
    ],
)
def test_a_length_of_time_is_short(minutes, words):
    assert duration_words(minutes) == words
