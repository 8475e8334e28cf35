"""The opening hours of the demo borough: its people at the desk write only while they are open."""

from datetime import datetime

from forum.services.hours import calendar_from, due

HOURS = {
    "zone": "Europe/London",
    "frames": {str(day): [["08:30", "17:30"]] for day in range(5)},
    "holidays": {"country": "GB", "subdivision": "ENG"},
    "closures": {},
}
TWO_DAYS = 2 * 9 * 60
FIVE_DAYS = 5 * 9 * 60
OPENING = "Monday to Friday, 8.30 am to 5.30 pm"
A_WHILE = 17


def at_desk(moment: datetime) -> datetime:
    """A little later, or as soon as the desk has been open for a little."""
    return after_working(moment, A_WHILE)


def after_working(moment: datetime, minutes: int) -> datetime:
    """When so many minutes of opening have passed since then."""
    return due(calendar_from(HOURS), moment, minutes)
