"""Is the process up, are its parts, and how fast: /healthz, /readyz, /metrics."""

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from prometheus_client import multiprocess as processes
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import relay, schema, tasks
from forum.kernel.clock import now
from forum.kernel.db import (
    Model,
    cannot_write,
    database,
    db,
    insert_once,
    lacks_tables,
    writing,
)
from forum.kernel.mail.undelivered import undeliverable
from forum.kernel.site import is_read_only
from forum.kernel.telemetry import COUNTS_FOLDER

LONGEST_SILENCE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(minutes=10)
LEAST_SPACE = 20 * 10**6
NOTHING_SAVED = "Nothing can be saved: the disk is full or the database is read-only."

health = Blueprint("health", __name__)


class Heartbeat(Model):
    """When a part of the worker last came round."""

    __tablename__ = "heartbeat"
    __privacy__ = {"part": "code"}

    part: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]


def beat(part: str = "relay") -> None:
    with writing():
        if not insert_once(Heartbeat, part=part, beat_at=now()):
            db.execute(update(Heartbeat).where(Heartbeat.part == part).values(beat_at=now()))


@health.get("/healthz")
def process() -> Response:
    return jsonify(status="up")


@health.get("/readyz")
def parts() -> tuple[Response, int]:
    """Each part is `ok` or one sentence; 503 when the site cannot serve pages."""
    found = found_now()
    fine = all(found[name] == "ok" for name in ("database", "schema"))
    return jsonify(status="ready" if fine else "not ready", parts=found), 200 if fine else 503


def found_now() -> dict[str, str]:
    """For each part `ok`, or one sentence about what is wrong."""
    return {name: _answer_of(check) for name, check in _checks().items()}


@health.get("/metrics")
def metrics() -> Response:
    registry = CollectorRegistry()
    if folder := COUNTS_FOLDER:
        processes.MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    _gauge(registry, "folkmoot_pending_events", "Events still to be delivered", relay.waiting())
    _gauge(registry, "folkmoot_dead_letters", "Deliveries given up", len(relay.dead_letters()))
    _gauge(registry, "folkmoot_dead_work", "Timed work given up", tasks.dead())
    _gauge(registry, "folkmoot_dead_mail", "Mails given up", undeliverable())
    for name, (told, count) in current_app.extensions["house"].gauges.items():
        _gauge(registry, f"folkmoot_{name}", told, count())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _checks() -> dict[str, Callable[[], str]]:
    rooms: dict[str, Callable[[], str]] = current_app.extensions["house"].health
    ours = {"database": _database, "schema": _schema, "saving": _saving, "worker": _worker}
    return ours | {"events": _events} | rooms


def _answer_of(check: Callable[[], str]) -> str:
    try:
        return check()
    except DBAPIError as error:
        db.rollback()
        if lacks_tables(error):
            return "The tables are missing: run folkmoot init."
        return "No answer."


def _database() -> str:
    db.execute(text("select 1"))
    return "ok"


def _schema() -> str:
    found = schema.version_of(database().reading)
    newest = schema.newest_version()
    return (
        "ok"
        if found == newest
        else f"The schema is {found}, this code needs {newest}: run folkmoot init."
    )


def _saving() -> str:
    """Tried in a transaction that is rolled back: looking changes nothing."""
    if is_read_only():
        return "The site is read-only: folkmoot readonly off ends it."
    try:
        with database().writing.connect() as connection:
            connection.execute(update(Heartbeat).where(Heartbeat.part == "").values(beat_at=now()))
    except DBAPIError as error:
        if not cannot_write(error):
            raise
        return NOTHING_SAVED
    return _room_to_save()


def _room_to_save() -> str:
    """A full disk shows only when something is written down for good."""
    refused = current_app.extensions.get("refused_to_save_at")
    if refused and time.monotonic() - refused < LONGEST_SILENCE.total_seconds():
        return NOTHING_SAVED
    left = shutil.disk_usage(current_app.config["FOLKMOOT"].HOME).free
    return "ok" if left > LEAST_SPACE else f"The disk is nearly full: {left // 10**6} MB are left."


def _worker() -> str:
    last = db.scalar(select(Heartbeat.beat_at).where(Heartbeat.part == "relay"))
    if last is None or now() - last > LONGEST_SILENCE:
        return "The worker has not been heard for a minute."
    return "ok"


def _events() -> str:
    oldest = relay.oldest_wait()
    if oldest and now() - oldest > LONGEST_WAIT:
        return "An event has waited for more than ten minutes."
    return "ok"


def _gauge(registry: CollectorRegistry, name: str, sentence: str, value: int) -> None:
    Gauge(name, sentence, registry=registry).set(value)
