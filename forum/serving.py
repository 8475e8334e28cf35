"""Runs the web server, and for one machine the worker beside it, each as its own process."""

import ctypes
import gc
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from types import FrameType

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from sqlalchemy.orm import configure_mappers

from forum.kernel import cache

DRAIN_SECONDS = 15
RESTART_SECONDS = 1.0
THREADS = 2
BACKLOG = 1024
PR_SET_PDEATHSIG = 1
FIRST_PAGES = ("/", "/ask", "/sign-in", "/api/v1/threads", "/threads")
LINK_TO_THREAD = re.compile(r'href="(/threads/\d+-[^"#?]+)"')


def serve_web(app: Flask, host: str, port: int, workers: int) -> None:
    """Web processes until told to stop; requests under way are finished first."""
    server = Granian(
        "forum.wsgi:app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        log_access=False,
        workers_kill_timeout=DRAIN_SECONDS,
    )
    if multiprocessing.get_start_method() != "fork":
        server.serve()
        return
    _share(app)
    server.serve(target_loader=partial(_forked, app), wrap_loader=False)


def _forked(app: Flask) -> Flask:
    """In each web process: it does not outlive the one that started it."""
    _end_with_parent()
    return app


def _share(app: Flask) -> None:
    """Make all that the web processes have in common before they are forked: it is kept once."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    configure_mappers()
    with cache.nothing_observed(app):
        _visit(app)
    app.extensions["database"].dispose()
    gc.collect()
    gc.freeze()


def _visit(app: Flask) -> None:
    """The pages people see most, once: the web processes then share what that brings along."""
    visitor = app.test_client()
    pages = [visitor.get(path) for path in FIRST_PAGES]
    if link := LINK_TO_THREAD.search(pages[-1].text):
        visitor.get(link[1])


def supervise(host: str, port: int, workers: int, *, home: Path) -> None:
    """Web and worker, started again whenever one of them dies, until told to stop."""
    counts = tempfile.mkdtemp(prefix="counts-", dir=home)
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": counts}
    parts = {
        "web": ["web", "--host", host, "--port", str(port), "--workers", str(workers)],
        "worker": ["worker"],
    }
    Supervisor(parts, environment).run(f"http://{host}:{port}")


def _end_with_parent() -> None:
    """Linux tells the part to stop when the supervisor is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Keeps one process running for each part."""

    def __init__(self, parts: dict[str, list[str]], environment: dict[str, str]) -> None:
        self._parts = parts
        self._environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._ending = False

    def run(self, address: str) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._end)
        click.echo(f"Folkmoot is at {address}")
        while not self._ending:
            self._start_missing()
            time.sleep(RESTART_SECONDS)
        self._drain()

    def _start_missing(self) -> None:
        for name, arguments in self._parts.items():
            running = self._running.get(name)
            if running is None or running.poll() is not None:
                command = [sys.executable, "-m", "forum.cli", *arguments]
                # A group of its own, so that a Ctrl-C in the terminal reaches us alone.
                self._running[name] = subprocess.Popen(
                    command,
                    env=self._environment,
                    start_new_session=True,
                    preexec_fn=_end_with_parent,
                )

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _drain(self) -> None:
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + DRAIN_SECONDS
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
