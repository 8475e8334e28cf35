"""Moments, lengths of time and counts, in the words people use and in their language."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from forum.kernel.languages import language

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


def day(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """The date as "20 March", with the year when it is not this one."""
    local = moment.astimezone(zone).date()
    return _day(local, local.year == now.astimezone(zone).year, language().locale)


def date_words(local: date) -> str:
    """A date of these months as "20 March"."""
    return _day(local, True, language().locale)


def full_date(local: date) -> str:
    """A date of any year as "20 March 2027"."""
    return _day(local, False, language().locale)


@lru_cache(maxsize=2000)
def _day(local: date, this_year: bool, locale: str) -> str:
    """Kept: a list shows the same few days again and again, and wording one is slow."""
    return format_date(local, "d MMMM" if this_year else "d MMMM y", locale=locale)


def weekday(moment: datetime, *, zone: ZoneInfo) -> str:
    """The day of the week as "Friday"."""
    return format_datetime(moment.astimezone(zone), "EEEE", locale=language().locale)


def clock_time(moment: datetime, *, zone: ZoneInfo) -> str:
    """The time of day as "4 pm" or "4.30 pm"."""
    local = moment.astimezone(zone)
    pattern = "h.mm aaaa" if local.minute else "h aaaa"
    return format_datetime(local, pattern, locale=language().locale)


def moment_words(moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """The moment as "5 pm on Friday 27 March": the hour first, because that is what is promised."""
    return str(
        _(
            "%(hour)s on %(weekday)s %(day)s",
            hour=clock_time(moment, zone=zone),
            weekday=weekday(moment, zone=zone),
            day=day(moment, zone=zone, now=now),
        )
    )


def unbroken(moment: str) -> str:
    """The same with the hour kept together: "5 pm" never ends one line and starts the next."""
    return moment.replace(" ", "\N{NO-BREAK SPACE}", 1)


def ago(moment: datetime, now: datetime, *, zone: ZoneInfo) -> str:
    """How long ago it was, up to a week; then the date."""
    seconds = (now - moment) // timedelta(seconds=1)
    if seconds < MINUTE:
        return str(_("just now"))
    if seconds < HOUR:
        return _counted("%(num)s minute ago", "%(num)s minutes ago", seconds // MINUTE)
    if seconds < DAY:
        return _counted("%(num)s hour ago", "%(num)s hours ago", seconds // HOUR)
    if seconds < 7 * DAY:
        return _counted("%(num)s day ago", "%(num)s days ago", seconds // DAY)
    return str(_("on %(day)s", day=day(moment, zone=zone, now=now)))


def number(count: int) -> str:
    """A number as it is written here: "1,204"."""
    return str(format_decimal(count, locale=language().locale))


def duration_words(minutes: int) -> str:
    """A length of time as "40 min", "1 h 50 min" or "2 days", which leave out the hours."""
    if minutes >= 24 * 60:
        return _counted("%(num)s day", "%(num)s days", round(minutes / (24 * 60)))
    return hours_words(minutes)


def hours_words(minutes: int) -> str:
    """Working time as "6 h" or "6 h 30 min": hours are never turned into days."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return str(_("%(minutes)s min", minutes=rest))
    if not rest:
        return str(_("%(hours)s h", hours=number(hours)))
    return str(_("%(hours)s h %(minutes)s min", hours=number(hours), minutes=rest))


def _counted(one: str, many: str, num: int) -> str:
    """`docs.words` finds both sentences where this is called."""
    return str(ngettext(one, many, num))
