"""Working time: when a promise falls due and which hours of a calendar counted towards it."""

from forum.services.hours.calendar import ALWAYS_OPEN, Calendar
from forum.services.hours.counting import due, elapsed, explain, minutes_of_days
from forum.services.hours.facts import calendar_from
from forum.services.hours.tally import Mark, Tally, tally
from forum.services.hours.timeline import Incident, Interval, Pause

__all__ = [
    "ALWAYS_OPEN",
    "Calendar",
    "Incident",
    "Interval",
    "Mark",
    "Pause",
    "Tally",
    "calendar_from",
    "due",
    "elapsed",
    "explain",
    "minutes_of_days",
    "tally",
]
