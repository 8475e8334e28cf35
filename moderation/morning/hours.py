"""When the last day of work ended: what came in since then is new this morning."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from forum.services.hours import Calendar
from forum.services.hours.timeline import in_utc

LOOKS_BACK = 14


def last_close(calendar: Calendar, moment: datetime) -> datetime:
    """The end of the last opening on a day before this one; a day ago where there was none."""
    zone = ZoneInfo(calendar.zone)
    today = moment.astimezone(zone).date()
    for back in range(1, LOOKS_BACK + 1):
        day = today - timedelta(days=back)
        if frames := calendar.frames_on(day):
            days, minute = divmod(frames[-1][1], 1440)
            at = time(minute // 60, minute % 60)
            return in_utc(datetime.combine(day + timedelta(days=days), at, tzinfo=zone))
    return moment - timedelta(days=1)
