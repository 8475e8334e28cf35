"""Opening hours and promises in the words people use."""

from itertools import groupby

from forum.services.hours import Calendar, minutes_of_days

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON, DAY = 12 * 60, 24 * 60


def promise_words(minutes: int, calendar: Calendar) -> str:
    """`within 2 working days`, or in hours when it is no whole number of days."""
    a_day = minutes_of_days(calendar, 1)
    working = "" if a_day == DAY else "working "
    if a_day and minutes % a_day == 0:
        return _counted(minutes // a_day, f"{working}day")
    if minutes % 60 == 0:
        return _counted(minutes // 60, f"{working}hour")
    return _counted(minutes, f"{working}minute")


def opening_words(calendar: Calendar) -> list[tuple[str, str]]:
    """The days of a week with their hours; days alike that follow each other share a line."""
    week = [(day, _hours(calendar.frames.get(day, ()))) for day in range(7)]
    lines = []
    for hours, days in groupby(week, key=lambda line: line[1]):
        names = [DAYS[day] for day, _ in days]
        lines.append((names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}", hours))
    return lines


def opening_line(calendar: Calendar) -> str:
    """The open days in one line, for the foot of a panel or a mail."""
    lines = [f"{days}, {hours}" for days, hours in opening_words(calendar) if hours != "Closed"]
    return "; ".join(lines) or "Closed"


def _hours(frames: tuple[tuple[int, int], ...]) -> str:
    if frames == ((0, DAY),):
        return "Day and night"
    return " and ".join(f"{_clock(a)} to {_clock(b)}" for a, b in frames) or "Closed"


def _clock(minutes: int) -> str:
    if minutes in (0, DAY):
        return "midnight"
    if minutes == NOON:
        return "noon"
    hour, minute = divmod(minutes, 60)
    tail = f".{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{tail} {'am' if hour < 12 else 'pm'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
