"""Tickets and promises in the words people read: on pages, at the desk and in mails."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from forum.design.words import day, duration_words
from forum.services.hours import Interval, Tally
from moderation.helpdesk.states import State

SOON = timedelta(hours=2)
LOCALE = "en_GB"
OUTSIDE = "Outside opening hours"


def clock_time(moment: datetime, *, zone: ZoneInfo) -> str:
    """The time of day as "4 pm" or "4.30 pm"."""
    local = moment.astimezone(zone)
    return format_datetime(local, "h.mm a" if local.minute else "h a", locale=LOCALE)


def due_words(due_at: datetime | None, state: str, *, zone: ZoneInfo, now: datetime) -> str:
    """How soon something is promised, for the desk."""
    if due_at is None:
        return "Waiting for the citizen" if state == State.WAITING_CITIZEN else "Nothing due"
    if due_at <= now:
        return f"Late by {duration_words((now - due_at) // timedelta(minutes=1))}"
    if due_at - now <= SOON:
        return f"Due in {duration_words(max(1, (due_at - now) // timedelta(minutes=1)))}"
    return f"Due {_day_of(due_at, zone=zone, now=now)}{clock_time(due_at, zone=zone)}"


def pace(due_at: datetime | None, now: datetime) -> str:
    """How the queue marks it: late, soon, rest (the clock stands still) or nothing."""
    if due_at is None:
        return "rest"
    if due_at <= now:
        return "late"
    return "soon" if due_at - now <= SOON else ""


def hours_words(minutes: int) -> str:
    """Working time as "6 h" or "6 h 30 min": hours are never turned into days."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def tally_words(drawn: Tally) -> str:
    """The same as the row of marks, in words."""
    whole = hours_words(drawn.counted + drawn.left)
    paused = f", {hours_words(drawn.paused)} stood still" if drawn.paused else ""
    return f"{hours_words(drawn.counted)} of {whole} of opening time used{paused}"


def tally_rows(drawn: Tally) -> list[list[str]]:
    """The marks as the design's macro takes them: one list a day or week."""
    rows: list[list[str]] = [[]]
    for mark in drawn.marks:
        if mark.new_day:
            rows.append([])
        rows[-1].append(mark.state)
    return rows


def days_of(pieces: Sequence[Interval], *, zone: ZoneInfo, now: datetime) -> list[list[str]]:
    """A table of what counted and why: one row a day, every piece named, the minutes summed."""
    days: dict[date, list[Interval]] = {}
    for piece in pieces:
        days.setdefault(piece.start.astimezone(zone).date(), []).append(piece)
    return [_row(of_day, zone=zone, now=now) for of_day in days.values()]


def just_begun(moment: datetime, *, zone: ZoneInfo, now: datetime) -> list[str]:
    """The only row while no time has passed yet."""
    return [_day_name(moment, zone=zone, now=now), "The clock has just started", hours_words(0)]


def _row(pieces: list[Interval], *, zone: ZoneInfo, now: datetime) -> list[str]:
    counted = sum((p.end - p.start for p in pieces if p.kind == "counted"), timedelta())
    shown = [p for p in pieces if p.why != OUTSIDE] or pieces[:1]
    what = "; ".join(_piece(piece, zone=zone) for piece in shown)
    name = _day_name(pieces[0].start, zone=zone, now=now)
    return [name, what, hours_words(counted // timedelta(minutes=1))]


def _day_name(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    weekday = format_datetime(moment.astimezone(zone), "EEEE", locale=LOCALE)
    return f"{weekday} {day(moment, zone=zone, now=now)}"


def _piece(piece: Interval, *, zone: ZoneInfo) -> str:
    if piece.kind == "closed":
        return piece.why
    start, end = clock_time(piece.start, zone=zone), clock_time(piece.end, zone=zone)
    return f"{start} to {end}: {piece.why[0].lower()}{piece.why[1:]}"


def _day_of(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    local = moment.astimezone(zone)
    away = (local.date() - now.astimezone(zone).date()).days
    if away == 0:
        return "at "
    return "tomorrow, " if away == 1 else format_datetime(local, "EEEE d MMMM, ", locale=LOCALE)
