"""A promise is drawn as a row of marks, one for each working hour."""

from collections.abc import Sequence

import pytest

from forum.services.hours import Calendar, Mark, minutes_of_days, tally
from tests.forum.services.times import OFFICE, at, wait


def drawn(marks: Sequence[Mark]) -> str:
    """Marks as a line of text: | counted, : stood still, . to come; a space before a new day."""
    signs = {"on": "|", "wait": ":", "": "."}
    return "".join((" " if mark.new_day else "") + signs[mark.state] for mark in marks)


def test_the_tally_draws_one_mark_for_each_working_hour() -> None:
    asked, now = at("2026-03-20 13:00"), at("2026-03-25 11:00")
    waits = [wait("2026-03-23 15:00", "2026-03-24 11:00")]

    shown = tally(OFFICE, asked, 40 * 60, now, waits)

    assert drawn(shown.marks) == "|||| ||||||:: ::|||||| ||...... ........ ........"
    assert shown[1:] == (60, 18 * 60, 4 * 60, 22 * 60)


def test_an_hour_is_on_the_tally_once_all_of_it_has_counted() -> None:
    now = at("2026-03-02 16:40")

    shown = tally(OFFICE, at("2026-03-02 09:00"), 480, now)

    assert drawn(shown.marks) == "|||||||."
    assert (shown.counted, shown.left) == (460, 20)


def test_a_wait_of_less_than_an_hour_has_no_mark_but_is_said() -> None:
    waits = [wait("2026-03-02 10:00", "2026-03-02 11:40")]

    shown = tally(OFFICE, at("2026-03-02 09:00"), 180, at("2026-03-02 12:00"), waits)

    assert drawn(shown.marks) == "|:.."
    assert (shown.counted, shown.paused) == (80, 100)


def test_a_promise_past_its_time_is_full() -> None:
    shown = tally(OFFICE, at("2026-03-02 09:00"), 90, at("2026-03-05 09:00"))

    assert drawn(shown.marks) == "||"
    assert shown.left == 0


def test_a_long_promise_has_a_mark_for_each_day_and_a_gap_for_each_week() -> None:
    asked, now = at("2026-03-02 09:00"), at("2026-03-10 17:00")

    shown = tally(OFFICE, asked, minutes_of_days(OFFICE, 20), now)

    assert drawn(shown.marks) == "||||| ||... ..... ....."
    assert shown.each == 480


@pytest.mark.parametrize("days", [60, 400])
def test_a_very_long_promise_still_has_at_most_forty_eight_marks(days: int) -> None:
    asked = at("2026-03-02 09:00")

    shown = tally(OFFICE, asked, minutes_of_days(OFFICE, days), asked)

    assert 24 < len(shown.marks) <= 48


def test_a_service_open_for_moments_has_a_tally_too() -> None:
    half_hours = Calendar("UTC", {day: ((540, 570),) for day in range(7)})

    shown = tally(half_hours, at("2026-03-02 09:00"), 60 * 60, at("2026-03-02 09:00"))

    assert len(shown.marks) == 30
