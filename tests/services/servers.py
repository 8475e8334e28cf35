"""Starts a server on a free port of this machine, waits until it answers, and stops it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import leash

TRIES = 3
PATIENCE = 60.0
ROOT = 0


@contextmanager
def server_on_free_port(
    command: Callable[[int], list[str]],
    *,
    answers: Callable[[int], bool],
    log: Path,
    owner: int = ROOT,
) -> Iterator[int]:
    """Run `command(port)` until the block ends; `owner` is whose rights it gets, if not ours."""
    for _ in range(TRIES):  # between choosing a port and taking it, another may have taken it
        port = free_port()
        with leashed(command(port), log=log, owner=owner) as server:
            if came_up(server, port, answers):
                yield port
                return
    raise RuntimeError(f"{command(0)[0]} did not start:\n{log.read_text()}")


@contextmanager
def leashed(command: list[str], *, log: Path, owner: int) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        server = subprocess.Popen(
            [sys.executable, leash.__file__, str(owner), *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl+C is for the tests; they let the server go
        )
    try:
        yield server
    finally:
        server.communicate(timeout=leash.GRACE * 2)


def came_up(server: subprocess.Popen[bytes], port: int, answers: Callable[[int], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        if answers(port):
            return True
        time.sleep(0.02)
    return False


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return int(candidate.getsockname()[1])
