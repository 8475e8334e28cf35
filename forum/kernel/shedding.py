"""Coarse limits on requests, so that one address cannot keep everybody else waiting.

Kept in each web process's memory and divided by their number; with Valkey or Redis they are
shared. The limits that protect accounts and queues are rows: see `forum.kernel.limits`.
"""

from flask import Flask, request
from flask_limiter import Limiter


def init_app(app: Flask, *, per_minute: int, processes: int, storage: str) -> None:
    """At most so many requests a minute from one address; 0 switches it off."""
    if not per_minute:
        return
    share = per_minute if storage else max(1, per_minute // processes)
    Limiter(
        _address,
        app=app,
        default_limits=[f"{share} per minute"],
        storage_uri=storage or "memory://",
        in_memory_fallback_enabled=bool(storage),
        swallow_errors=True,
    )


def _address() -> str:
    return request.remote_addr or "unknown"
