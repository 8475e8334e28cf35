"""What a GET observes is kept in this process and written in batches, never during the GET.

Losing the last two seconds when a process is killed is allowed, and said in the operators'
documentation. Each kind of observation has one function in OBSERVED that writes a batch.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import structlog
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from forum.kernel.db import complaint, fresh_reading, writing
from forum.kernel.site import is_read_only

FLUSH_SECONDS = 2.0
MOST = 10_000

log = structlog.get_logger(__name__)


class Observations:
    """Thread-safe batches by kind, written by a thread that the first observation starts."""

    def __init__(self, *, written: bool = True) -> None:
        self._written = written
        self._lock = threading.Lock()
        self._kept: dict[str, list[Any]] = {}
        self._flusher: threading.Thread | None = None

    def add(self, app: Flask, kind: str, what: Any) -> None:
        with self._lock:
            batch = self._kept.setdefault(kind, [])
            if len(batch) < MOST:
                batch.append(what)
            if self._written and self._flusher is None:
                self._flusher = threading.Thread(
                    target=self._flush_for_ever, args=(app,), daemon=True
                )
                self._flusher.start()

    def take(self) -> dict[str, list[Any]]:
        with self._lock:
            taken, self._kept = self._kept, {}
        return taken

    def _flush_for_ever(self, app: Flask) -> None:
        while True:
            time.sleep(FLUSH_SECONDS)
            with app.app_context():
                flush()


def init_app(app: Flask) -> None:
    app.extensions["observations"] = Observations(written=not app.testing)


@contextmanager
def nothing_observed(app: Flask) -> Iterator[None]:
    """What is asked for inside leaves no trace and starts no thread."""
    kept = app.extensions["observations"]
    app.extensions["observations"] = Observations(written=False)
    try:
        yield
    finally:
        app.extensions["observations"] = kept


def observe(kind: str, what: Any) -> None:
    """Keep an observation for the next batch; `kind` is a key of an OBSERVED table."""
    app = cast(Any, current_app)._get_current_object()
    app.extensions["observations"].add(app, kind, what)


def flush() -> None:
    """Write all batches; one that cannot be written (read-only, full disk) is dropped."""
    batches = current_app.extensions["observations"].take()
    for kind, batch in batches.items():
        try:
            with fresh_reading():  # the session of a batch before may have lost its connection
                if is_read_only():
                    return
            with writing():
                current_app.extensions["house"].observed[kind](batch)
        except DBAPIError as error:
            log.warning("observations dropped", kind=kind, count=len(batch), error=complaint(error))
