"""Does everything that waits: events, totals, timed work and mail, until nothing is left."""

import time

from flask import Flask

from forum.kernel import cache, relay, tasks, totals
from forum.kernel.mail.sending import send_due


def step() -> int:
    """One round of the relay; how many things were done."""
    done = relay.deliver_due()
    while refreshed := totals.refresh_stale():
        done += refreshed
    for work_id in tasks.due():
        done += tasks.run(work_id)
    return done + send_due()


def settle(app: Flask, *, seconds: float) -> bool:
    """Rounds until nothing is due; False when the time is up before that."""
    until = time.monotonic() + seconds
    with app.app_context():
        cache.flush()
        tasks.plan_schedule()
        while time.monotonic() < until:
            if not step() and not _coming_soon(until):
                return True
        return False


def _coming_soon(until: float) -> bool:
    """Something failed and will be tried again within the time we have."""
    if not relay.waiting():
        return False
    time.sleep(min(0.2, max(0.0, until - time.monotonic())))
    return True
