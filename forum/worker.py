"""The worker: one Celery process that also runs the relay.

Durable truth is rows in our database; the broker only hands work to this process's threads
(`memory://`) or spreads it over several machines (Valkey or Redis). When the broker cannot
be reached the relay runs the row itself.
"""

import sys
import threading
import time
from typing import Any

import structlog
from celery import Celery, signals
from flask import Flask
from kombu.exceptions import OperationalError
from sqlalchemy.exc import DBAPIError

from forum.alarms import tasks as alarms
from forum.alarms.telling import Outage
from forum.app import create_app, settings_of
from forum.kernel import relay, tasks, totals
from forum.kernel.db import complaint
from forum.kernel.health import beat
from forum.kernel.mail.sending import send_due
from forum.kernel.turns import Turns

BUSY_SECONDS = 0.1
IDLE_SECONDS = 0.5
SCHEDULE_SECONDS = 5.0
WATCH_SECONDS = 60.0

# Asked of Celery itself: its command line would load what reads keys and draws in a terminal.
WORKER: dict[str, Any] = {
    "hostname": "worker@localhost",
    "pool_cls": "threads",
    "concurrency": 3,
    "without_gossip": True,
    "without_mingle": True,
    "without_heartbeat": True,
    "loglevel": "WARNING",
    "quiet": True,
}

log = structlog.get_logger(__name__)
celery = Celery("folkmoot")


def make_celery(app: Flask) -> Celery:
    """The Celery app of this deployment: JSON only, acknowledged late, no results, no beat."""
    celery.conf.update(
        broker_url=settings_of(app).REDIS_URL or "memory://",
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_publish_retry=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": 3600, "socket_timeout": 2},
    )
    celery.flask_app = app
    return celery


@celery.task(name="work")
def work(work_id: int) -> None:
    """Run one row of timed work."""
    with celery.flask_app.app_context():
        tasks.run(work_id)


class Relay(threading.Thread):
    """Polls what is pending and due; ends when asked to, after the round it is in."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="relay", daemon=True)
        self._app = app
        self._ending = threading.Event()
        self._planned_at = 0.0
        self._turns = Turns(_enqueue)
        self._outage = Outage(app)
        self._watched_at = 0.0

    def run(self) -> None:
        while not self._ending.is_set():
            done = self._round()
            self._ending.wait(BUSY_SECONDS if done else IDLE_SECONDS)

    def end(self) -> None:
        self._ending.set()
        self.join(timeout=20)

    def _round(self) -> int:
        try:
            with self._app.app_context():
                done = self._step()
            self._outage.is_over()
            return done
        except DBAPIError as error:
            self._outage.goes_on()
            # The database is away, full or read-only: the rows stay, the next round tries again.
            log.warning("relay waits for the database", error=complaint(error))
        except Exception:
            # A relay that stops would be a worker that looks alive and does nothing.
            log.exception("relay goes on after a fault")
        return 0

    def _step(self) -> int:
        if time.monotonic() - self._planned_at > SCHEDULE_SECONDS:
            tasks.plan_schedule()
            beat()
            self._planned_at = time.monotonic()
        done = relay.deliver_due() + totals.refresh_stale()
        self._turns.go_on()
        done += send_due()
        if time.monotonic() - self._watched_at > WATCH_SECONDS:
            self._watched_at = time.monotonic()
            alarms.watch()
        return done


def _enqueue(work_id: int) -> None:
    try:
        work.delay(work_id)
    except (OperationalError, OSError) as error:
        log.warning("broker unreachable, running the work here", error=type(error).__name__)
        tasks.run(work_id)


def _parts(app: Flask) -> list[Any]:
    """What runs beside Celery: the relay, and the door for mail where there is one."""
    if not (place := settings_of(app).LMTP):
        return [Relay(app)]
    from forum.receiving import Door

    return [Door(app, place), Relay(app)]


def main(app: Flask | None = None) -> None:
    """Run until told to stop, and end as failed when something made it impossible to go on."""
    app = app or create_app()
    for part in _parts(app):
        signals.worker_ready.connect(lambda part=part, **_: part.start(), weak=False)
        signals.worker_shutting_down.connect(lambda part=part, **_: part.end(), weak=False)
    worker = make_celery(app).Worker(**WORKER)
    worker.start()
    sys.exit(worker.exitcode)
