"""Is the process up, are its parts, and how fast: /healthz, /readyz, /metrics."""

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
from forum.kernel.db import Model, database, db, insert_once, lacks_tables, writing
from forum.kernel.mail.sending import undeliverable
from forum.kernel.telemetry import COUNTS_FOLDER

LONGEST_SILENCE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(minutes=10)

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
    found = {name: _answer_of(check) for name, check in _checks().items()}
    fine = all(found[name] == "ok" for name in ("database", "schema"))
    return jsonify(status="ready" if fine else "not ready", parts=found), 200 if fine else 503


@health.get("/metrics")
def metrics() -> Response:
    registry = CollectorRegistry()
    if folder := COUNTS_FOLDER:
        processes.MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    _gauge(registry, "folkmoot_pending_events", "Events still to be delivered", relay.waiting())
    _gauge(registry, "folkmoot_dead_letters", "Deliveries given up", len(relay.dead_letters()))
    _gauge(registry, "folkmoot_dead_work", "Timed work given up", tasks.dead())
    _gauge(registry, "folkmoot_dead_mail", "Mails given up", undeliverable())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _checks() -> dict[str, Callable[[], str]]:
    rooms: dict[str, Callable[[], str]] = current_app.extensions["house"].health
    return {"database": _database, "schema": _schema, "worker": _worker, "events": _events} | rooms


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
