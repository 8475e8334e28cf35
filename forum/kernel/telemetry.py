"""What the operator sees: one line of JSON a request, an id that follows it, figures."""

import logging
import os
import secrets
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, has_app_context, has_request_context, request
from prometheus_client import Counter, Histogram
from structlog.tracebacks import extract
from structlog.typing import ExcInfo

COUNTS_FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
REQUESTS = Counter("folkmoot_requests", "Requests answered", ["endpoint", "status"])
SECONDS = Histogram(
    "folkmoot_request_seconds", "Seconds until a request was answered", ["endpoint"]
)

log = structlog.get_logger("folkmoot.request")


def init_app(app: Flask, *, level: str) -> None:
    _configure(level)
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str | None:
    """The id of the request that is being answered; a worker carries on the one it was given."""
    return g.get("request_id") if has_app_context() else None


def _configure(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_without_words),
            _with_request_id,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def _with_request_id(_logger: Any, _method: str, line: Any) -> Any:
    if known := request_id():
        line.setdefault("request_id", known)
    return line


def _without_words(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Kinds and places in the code, never a message: messages quote what people wrote."""
    return [
        {"kind": kind.exc_type, "at": [f"{f.filename}:{f.lineno} {f.name}" for f in kind.frames]}
        for kind in extract(*exc_info, show_locals=False).stacks
    ]


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    if not has_request_context() or "began" not in g:
        return response
    endpoint = request.endpoint or "none"
    seconds = time.perf_counter() - g.began
    REQUESTS.labels(endpoint, response.status_code).inc()
    SECONDS.labels(endpoint).observe(seconds)
    response.headers["X-Request-ID"] = g.request_id
    log.info(
        "request",
        method=request.method,
        endpoint=endpoint,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
    )
    return response
