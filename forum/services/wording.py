"""Opening hours and promises in the words people use."""

from datetime import time
from itertools import groupby

from babel.dates import format_time, get_day_names
from flask_babel import gettext as _
from flask_babel import ngettext

from forum.kernel.languages import language
from forum.services.hours import Calendar, minutes_of_days

NOON, DAY = 12 * 60, 24 * 60
# The public holidays of the United Kingdom as the library calls them; say() translates them.
HOLIDAYS = (
    "New Year's Day",
    "New Year's Day (observed)",
    "New Year Holiday",
    "New Year Holiday (observed)",
    "New Year Holiday; New Year's Day (observed)",
    "Saint Patrick's Day",
    "Saint Patrick's Day (observed)",
    "Good Friday",
    "Easter Monday",
    "May Day",
    "Spring Bank Holiday",
    "Battle of the Boyne",
    "Battle of the Boyne (observed)",
    "Summer Bank Holiday",
    "Late Summer Bank Holiday",
    "Saint Andrew's Day",
    "Saint Andrew's Day (observed)",
    "Christmas Day",
    "Christmas Day (observed)",
    "Boxing Day",
    "Boxing Day (observed)",
)


def promise_words(minutes: int, calendar: Calendar) -> str:
    """`2 working days`, or in hours when it is no whole number of days."""
    a_day = minutes_of_days(calendar, 1)
    if a_day and minutes % a_day == 0:
        return _days(minutes // a_day, always=a_day == DAY)
    if minutes % 60 == 0:
        return _hours_of_work(minutes // 60, always=a_day == DAY)
    return _minutes_of_work(minutes, always=a_day == DAY)


def wait_words(half: int, nine: int, calendar: Calendar) -> str:
    """What experience says, in one sentence that is no promise."""
    within = {"half": promise_words(half, calendar), "nine": promise_words(nine, calendar)}
    return str(
        _(
            "Half of such questions were answered within %(half)s, nine of ten within %(nine)s.",
            **within,
        )
    )


def told_minutes(minutes: int, calendar: Calendar) -> int:
    """Rounded up to what people can use: whole working days, else hours, else five minutes."""
    steps = (minutes_of_days(calendar, 1), 60, 5)
    step = next((one for one in steps if minutes >= one), 5)
    return -(-minutes // step) * step


def opening_words(calendar: Calendar) -> list[tuple[str, str]]:
    """The days of a week with their hours; days alike that follow each other share a line."""
    week = [(day, _hours(calendar.frames.get(day, ()))) for day in range(7)]
    names = get_day_names("wide", "stand-alone", language().locale)
    lines = []
    for hours, alike in groupby(week, key=lambda line: line[1]):
        days = [names[day] for day, _same in alike]
        lines.append((days[0] if len(days) == 1 else _stretch(days[0], days[-1]), hours))
    return lines


def opening_line(calendar: Calendar) -> str:
    """The open days in one line, for the foot of a panel or a mail."""
    closed = str(_("Closed"))
    lines = [f"{days}, {hours}" for days, hours in opening_words(calendar) if hours != closed]
    return "; ".join(lines) or closed


def _hours(frames: tuple[tuple[int, int], ...]) -> str:
    if frames == ((0, DAY),):
        return str(_("Day and night"))
    said = [_stretch(_clock(begins), _clock(ends)) for begins, ends in frames]
    if not said:
        return str(_("Closed"))
    return str(_(" and ")).join(said)


def _stretch(first: str, last: str) -> str:
    return str(_("%(first)s to %(last)s", first=first, last=last))


def _clock(minutes: int) -> str:
    if minutes in (0, DAY):
        return str(_("midnight"))
    if minutes == NOON:
        return str(_("noon"))
    hour, minute = divmod(minutes, 60)
    return format_time(
        time(hour, minute), "h.mm aaaa" if minute else "h aaaa", locale=language().locale
    )


def _days(number: int, *, always: bool) -> str:
    if always:
        return str(ngettext("%(num)s day", "%(num)s days", number))
    return str(ngettext("%(num)s working day", "%(num)s working days", number))


def _hours_of_work(number: int, *, always: bool) -> str:
    if always:
        return str(ngettext("%(num)s hour", "%(num)s hours", number))
    return str(ngettext("%(num)s working hour", "%(num)s working hours", number))


def _minutes_of_work(number: int, *, always: bool) -> str:
    if always:
        return str(ngettext("%(num)s minute", "%(num)s minutes", number))
    return str(ngettext("%(num)s working minute", "%(num)s working minutes", number))
