"""Moments, lengths of time and counts, in the words people use."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
LOCALE = "en_GB"


def day(moment: datetime, *, zone: ZoneInfo, now: datetime, locale: str = LOCALE) -> str:
    """The date as "20 March", with the year when it is not this one."""
    local = moment.astimezone(zone).date()
    return _day(local, local.year == now.astimezone(zone).year, locale)


@lru_cache(maxsize=2000)
def _day(local: date, this_year: bool, locale: str) -> str:
    """Kept: a list shows the same few days again and again, and wording one is slow."""
    return format_date(local, "d MMMM" if this_year else "d MMMM y", locale=locale)


def moment_words(moment: datetime, *, zone: ZoneInfo, now: datetime, locale: str = LOCALE) -> str:
    """The moment as "5 pm on Friday 27 March": the hour first, because that is what is promised."""
    local = moment.astimezone(zone)
    hour = format_datetime(local, "h.mm a" if local.minute else "h a", locale=locale)
    weekday = format_datetime(local, "EEEE", locale=locale)
    return f"{hour} on {weekday} {day(moment, zone=zone, now=now, locale=locale)}"


def unbroken(moment: str) -> str:
    """The same with the hour kept together: "5 pm" never ends one line and starts the next."""
    return moment.replace(" ", "\N{NO-BREAK SPACE}", 1)


def ago(moment: datetime, now: datetime, *, zone: ZoneInfo, locale: str = LOCALE) -> str:
    """How long ago it was, up to a week; then the date."""
    seconds = (now - moment) // timedelta(seconds=1)
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{count(seconds // MINUTE, 'minute')} ago"
    if seconds < DAY:
        return f"{count(seconds // HOUR, 'hour')} ago"
    if seconds < 7 * DAY:
        return f"{count(seconds // DAY, 'day')} ago"
    return f"on {day(moment, zone=zone, now=now, locale=locale)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 answer", "3 answers", "1,204 people"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}"


def duration_words(minutes: int) -> str:
    """A length of time as "40 min", "1 h 50 min" or "2 days", which leave out the hours."""
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return count(round(minutes / (24 * 60)), "day")
