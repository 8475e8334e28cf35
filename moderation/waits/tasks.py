"""Each night: what was said is judged, and what is said from now on is reckoned."""

from forum.kernel.db import db, writing
from moderation.waits import actions, queries


def look_back() -> None:
    """Judge what was said of waits, and reckon what is said from now on, each on its own."""
    ripe = list(queries.ripe_for_judging())
    services = list(queries.service_ids())
    db.rollback()
    for judged in ripe:
        with writing():
            actions.judge(judged)
    for service_id in services:
        with writing():
            actions.reckon(service_id)
