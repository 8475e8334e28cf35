"""The hours of the desk of the demo borough: who is here for which service, and until when."""

from datetime import datetime, timedelta
from functools import partial

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from forum.services.queries import service_called
from moderation.duty import actions

WEEK = "01234"
SATURDAY = 5
SHIFTS = (
    ("Dev Patel", "parking", WEEK, "08:30", "13:00"),
    ("Mara Stone", "parking", WEEK, "13:00", "17:30"),
    ("Mara Stone", "streets", WEEK, "08:30", "12:30"),
    ("Wanda Brook", "waste", WEEK, "08:30", "17:30"),
    ("Sunita Rao", "council-tax", WEEK, "09:00", "17:00"),
    ("Hamish Orr", "housing", WEEK, "08:30", "17:30"),
    ("Nell Dacre", "care", "024", "09:00", "16:00"),
    ("Mara Stone", "schools", "13", "13:00", "17:00"),
)
EXTRA = ("Dev Patel", "libraries", "10:00", "13:00")
"""On the Saturday that comes."""


def load(diary: Diary) -> None:
    saturday = (diary.today + timedelta(days=(SATURDAY - diary.today.weekday()) % 7)).date()
    diary.write(diary.when("45w 10:00"), _fill_week)
    diary.write(
        diary.when("1 09:00"), partial(_add, *EXTRA[:2], [saturday.isoformat()], *EXTRA[2:])
    )
    diary.write(diary.when("44w 10:00"), _show_as_team)


def _fill_week() -> None:
    for name, slug, days, begins, ends in SHIFTS:
        _add(name, slug, list(days), begins, ends)


def _add(name: str, slug: str, days: list[str], begins: str, ends: str) -> None:
    by, service_id = member_called(name), service_called(slug).id
    between = {"begins": _minutes(begins), "ends": _minutes(ends)}
    for day in days:
        actions.add_shift(by, service_id, by=by, day=day, **between)


def _minutes(clock: str) -> int:
    told = datetime.strptime(clock, "%H:%M")
    return told.hour * 60 + told.minute


def _show_as_team() -> None:
    actions.show_as_team(True, by=member_called("Nell Dacre"))
