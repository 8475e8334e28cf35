"""Coarse limits on requests, so that one address cannot keep everybody else waiting.

Kept in each web process's memory and divided by their number; with Valkey or Redis they are
shared. The limits that protect accounts and queues are rows: see `forum.kernel.limits`.
"""

import time
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from limits.storage import MemoryStorage

TIDY_SECONDS = 30.0


class CalmMemory(MemoryStorage):
    """The library's memory, without its starting a thread at nearly every request to tidy up."""

    STORAGE_SCHEME = ["calm"]

    def __init__(self, uri: str | None = None, **options: Any) -> None:
        super().__init__(uri, **options)
        self._tidied_at = time.monotonic()

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802 - the library's own name
        if time.monotonic() - self._tidied_at > TIDY_SECONDS:
            self._tidied_at = time.monotonic()
            super()._MemoryStorage__schedule_expiry()  # type: ignore[misc]


def init_app(app: Flask, *, per_minute: int, processes: int, storage: str) -> None:
    """At most so many requests a minute from one address; 0 switches it off.

    Each address of ours is counted alone; some, in the PACES of the packages, take fewer.
    """
    if not per_minute:
        return

    def share() -> str:
        paces: dict[str, int] = app.extensions["house"].paces
        allowed = min(per_minute, paces.get(request.endpoint or "", per_minute))
        return f"{allowed if storage else max(1, allowed // processes)} per minute"

    Limiter(
        _address,
        app=app,
        default_limits=[share],
        storage_uri=storage or "calm://",
        in_memory_fallback_enabled=bool(storage),
        swallow_errors=True,
    )


def _address() -> str:
    return request.remote_addr or "unknown"
