"""Closed days from a calendar file (iCalendar, RFC 5545), as offices keep and publish them.

Only whole days count: an appointment closes nothing. Days that come again are followed for three
years, so a file stays short of what a form can show.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

MOST_BYTES = 200_000
MOST_EVENTS = 300
MOST_DAYS_EACH = 60
BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
LONGEST_NAME = 100
NO_CALENDAR = "This is no calendar file. It begins with BEGIN:VCALENDAR and ends in .ics."
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What the libraries raise at a file that only looks like a calendar."""
TOO_OFTEN = "A day in this calendar comes again every day or more often. Leave it out."
TOO_MUCH = "This calendar is too large. Export only the closed days."
FOLDED = re.compile(r"\r?\n[ \t]")
OFTEN = re.compile(r"^RRULE[^\n]*FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY)", re.M | re.I)


def closures_of(text: str, *, today: date) -> dict[str, str]:
    """Day -> why it is closed, from a year ago to three years ahead, in order.

    Raises ValueError with the sentence to show.
    """
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise ValueError(NO_CALENDAR)
    if len(text) >= MOST_BYTES or text.upper().count("BEGIN:VEVENT") > MOST_EVENTS:
        raise ValueError(TOO_MUCH)
    if OFTEN.search(FOLDED.sub("", text)):
        raise ValueError(TOO_OFTEN)
    found = (closed for event in _events(text, today) for closed in _days(event))
    return dict(sorted((day.isoformat(), why) for day, why in found))


def _events(text: str, today: date) -> list[Any]:
    import recurring_ical_events  # a hundred milliseconds, and only managers need it
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(text)
        return list(recurring_ical_events.of(calendar).between(today - BACK, today + AHEAD))
    except BROKEN as error:
        raise ValueError(NO_CALENDAR) from error


def _days(event: Any) -> Iterator[tuple[date, str]]:
    """Every day of a whole-day event; its end is the day after the last."""
    start, end = event.start, event.end
    if isinstance(start, datetime) or event.get("STATUS") == "CANCELLED":
        return
    why = " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_NAME] or str(_("Closed"))
    for number in range(min(max((end - start).days, 1), MOST_DAYS_EACH)):
        yield start + timedelta(days=number), why
