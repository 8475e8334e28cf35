"""Runs web and worker for one machine, each as its own process."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import FrameType

import click

from forum import front
from forum.kernel.parting import DRAIN_SECONDS, end_with_parent

RESTART_SECONDS = 1.0


def supervise(host: str, port: int, workers: int, *, home: Path) -> None:
    """Web and worker, started again whenever one of them dies, until told to stop."""
    counts = tempfile.mkdtemp(prefix="counts-", dir=home)
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": counts}
    parts = {
        "web": front.command(host, port, workers),
        "worker": front.lean("forum.cli", "worker"),
    }
    Supervisor(parts, environment).run(f"http://{host}:{port}")


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
        for name, command in self._parts.items():
            running = self._running.get(name)
            if running is None or running.poll() is not None:
                # A group of its own, so that a Ctrl-C in the terminal reaches us alone.
                self._running[name] = subprocess.Popen(
                    command,
                    env=self._environment,
                    start_new_session=True,
                    preexec_fn=end_with_parent,
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
