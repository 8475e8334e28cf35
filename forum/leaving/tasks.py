"""Once an hour: whoever asked to go, and had time to think it over, goes."""

import structlog

from forum.accounts.queries import member_of
from forum.kernel.clock import now
from forum.kernel.db import fresh_reading, writing
from forum.leaving import actions, queries

log = structlog.get_logger(__name__)


def erase_leavers() -> None:
    """Each in a transaction of their own; whoever has to be kept is asked about again next time."""
    after, kept = 0, 0
    while ids := _next(after):
        for member_id in ids:
            with writing():
                is_gone = actions.erase(member_of(member_id, lock=True))
            kept += not is_gone
        after = ids[-1]
    if kept:
        log.info("kept under a hold", what="people who want to go", rows=kept)


def _next(after: int) -> list[int]:
    with fresh_reading():
        return list(queries.leaving_by(now(), after=after))
