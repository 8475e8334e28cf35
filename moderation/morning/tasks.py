"""By the clock: a mail to those whose shift has begun and who want one."""

from zoneinfo import ZoneInfo

from forum.kernel.clock import now
from forum.kernel.db import fresh_reading, writing
from forum.kernel.site import site
from moderation.duty.queries import here_by_id
from moderation.morning import actions, queries


def send_briefings() -> None:
    """Each in a transaction of its own; twice is harmless."""
    with fresh_reading():
        today = now().astimezone(ZoneInfo(site().zone)).date().isoformat()
        wanted = queries.to_mail(today)
        begun = here_by_id() if wanted else set()
    for member_id in wanted:
        if member_id in begun:
            with writing():
                actions.begin_shift(member_id, today)
