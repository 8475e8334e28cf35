"""Reads a calendar from the plain facts that staff edit and the database keeps as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forum.services.hours.calendar import MIDNIGHT, Calendar, Frame, public_holidays

KNOWN_YEAR = 2026


def calendar_from(facts: Mapping[str, Any]) -> Calendar:
    """A calendar from zone, frames, holidays and closures; a ValueError says what is wrong.

    `{"zone": "Europe/London", "frames": {"0": [["09:00", "17:00"]]},
    "holidays": {"country": "GB", "subdivision": "ENG"}, "closures": {"2026-12-24": "Office move"}}`
    Monday is "0"; "24:00" is the end of the day; `holidays` and `closures` may be absent or null.
    """
    try:
        return Calendar(
            zone=facts["zone"],
            frames={_weekday(day): _frames(times) for day, times in facts["frames"].items()},
            closed={_day(day): str(name) for day, name in (facts.get("closures") or {}).items()},
            holidays=_holidays(facts.get("holidays") or {}),
        )
    except (KeyError, TypeError, AttributeError) as misshapen:
        raise ValueError("A calendar needs a time zone and opening times.") from misshapen


def _weekday(text: str) -> int:
    if text not in set("0123456"):
        raise ValueError(f"“{text}” is not a day of the week. Monday is 0 and Sunday is 6.")
    return int(text)


def _frames(times: list[list[str]]) -> tuple[Frame, ...]:
    return tuple(sorted((_minutes(opens), _minutes(closes)) for opens, closes in times))


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60):
        raise ValueError(f"“{text}” is not a time of day. Write it like 09:00.")
    moment = int(hours) * 60 + int(minutes)
    if moment > MIDNIGHT:
        raise ValueError(f"“{text}” is not a time of day. The day ends at 24:00.")
    return moment


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"“{text}” is not a date. Write it like 2026-12-24.") from wrong


def _holidays(place: Mapping[str, Any]) -> tuple[str, str | None] | None:
    if not place:
        return None

    country, subdivision = place["country"], place.get("subdivision")
    public_holidays(country, subdivision, KNOWN_YEAR)  # an unknown place is refused now, not later
    return country, subdivision
