"""Tickets and promises in the words people read: on pages, at the desk and in mails."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from forum.design.words import clock_time, day, duration_words, hours_words, weekday
from forum.kernel.languages import say
from forum.services.hours import Calendar, Interval, Tally
from forum.services.wording import promise_words
from moderation.helpdesk.rules import (
    ADVOCATE,
    DISPUTED,
    ME_TOO,
    PERSONAL,
    REJECTED,
    TIMER,
    UNANSWERED,
)
from moderation.helpdesk.states import State

STAFF = "staff"

WHY = {
    STAFF: "Somebody who works here brought it to us.",
    ADVOCATE: "Somebody who helps here a lot brought it to us.",
    REJECTED: "The official answer did not solve it, so it came back to us.",
    DISPUTED: "People told us that an answer is not right, so it came to us.",
    "marked": "Somebody who works here saw that it is a request we have to answer.",
    PERSONAL: "An answer needs personal details, so it goes on in private.",
    TIMER: "Nobody had solved this in time, so it came to us.",
    UNANSWERED: "Nobody had answered this in time, so it came to us.",
}
AFTER = {
    TIMER: "Nobody had solved this after %(time)s, so it came to us.",
    UNANSWERED: "Nobody had answered this after %(time)s, so it came to us.",
}
SOON = timedelta(hours=2)
OUTSIDE = "Outside opening hours"
UNDER = {
    "counted": "%(start)s to %(end)s: counted, though there was a known problem (%(title)s)",
    "paused": "%(start)s to %(end)s: not counted, for there was a known problem (%(title)s)",
}


def why_words(trigger: str, threshold: int | None, calendar: Calendar) -> str:
    """Why the desk has it, in one sentence; nothing for what somebody sent us in private."""
    if trigger == ME_TOO and threshold:
        return str(
            ngettext(
                "%(num)s person has the same problem, so it came to us.",
                "%(num)s people have the same problem, so it came to us.",
                threshold,
            )
        )
    if threshold and trigger in AFTER:
        return str(_(AFTER[trigger], time=promise_words(threshold, calendar)))
    return say(WHY[trigger]) if trigger in WHY else ""


def rate_words(needed: int, decided: int) -> str:
    """What an advocate is told about the questions they brought."""
    return str(
        ngettext(
            "%(needed)s of %(num)s question you brought to us needed us.",
            "%(needed)s of %(num)s questions you brought to us needed us.",
            decided,
            needed=needed,
        )
    )


def due_words(due_at: datetime | None, state: str, *, zone: ZoneInfo, now: datetime) -> str:
    """How soon something is promised, for the desk."""
    if due_at is None:
        is_theirs = state == State.WAITING_CITIZEN
        return str(_("Waiting for the citizen") if is_theirs else _("Nothing due"))
    if due_at <= now:
        late = duration_words((now - due_at) // timedelta(minutes=1))
        return str(_("Late by %(time)s", time=late))
    if due_at - now <= SOON:
        left = duration_words(max(1, (due_at - now) // timedelta(minutes=1)))
        return str(_("Due in %(time)s", time=left))
    return _due_on(due_at, zone=zone, now=now)


def pace(due_at: datetime | None, now: datetime) -> str:
    """How the queue marks it: late, soon, rest (the clock stands still) or nothing."""
    if due_at is None:
        return "rest"
    if due_at <= now:
        return "late"
    return "soon" if due_at - now <= SOON else ""


def tally_words(drawn: Tally) -> str:
    """The same as the row of marks, in words."""
    hours = {
        "used": hours_words(drawn.counted),
        "whole": hours_words(drawn.counted + drawn.left),
        "still": hours_words(drawn.paused),
    }
    if drawn.paused:
        return str(_("%(used)s of %(whole)s of opening time used, %(still)s stood still", **hours))
    return str(_("%(used)s of %(whole)s of opening time used", **hours))


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
    return [
        _day_name(moment, zone=zone, now=now),
        str(_("The clock has just started")),
        hours_words(0),
    ]


def _row(pieces: list[Interval], *, zone: ZoneInfo, now: datetime) -> list[str]:
    counted = sum((p.end - p.start for p in pieces if p.kind == "counted"), timedelta())
    shown = [p for p in pieces if p.why != OUTSIDE] or pieces[:1]
    what = "; ".join(_piece(piece, zone=zone) for piece in shown)
    name = _day_name(pieces[0].start, zone=zone, now=now)
    return [name, what, hours_words(counted // timedelta(minutes=1))]


def _day_name(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    return f"{weekday(moment, zone=zone)} {day(moment, zone=zone, now=now)}"


def _piece(piece: Interval, *, zone: ZoneInfo) -> str:
    why = say(piece.why)
    if piece.kind == "closed":
        return why
    start, end = clock_time(piece.start, zone=zone), clock_time(piece.end, zone=zone)
    if piece.incident:
        return str(_(UNDER[piece.kind], start=start, end=end, title=piece.incident))
    return str(_("%(start)s to %(end)s: %(why)s", start=start, end=end, why=_small(why)))


def _small(why: str) -> str:
    return f"{why[0].lower()}{why[1:]}"


def _due_on(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    away = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    hour = clock_time(moment, zone=zone)
    if away == 0:
        return str(_("Due at %(hour)s", hour=hour))
    if away == 1:
        return str(_("Due tomorrow, %(hour)s", hour=hour))
    name = _day_name(moment, zone=zone, now=now)
    return str(_("Due %(day)s, %(hour)s", day=name, hour=hour))
