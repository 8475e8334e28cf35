"""The web processes: a light one that watches, and those that answer, forked from one another.

The watching process loads neither the app nor the server, only what it needs to start those that
answer and to hear of them (ADR 0013, 0031). Signals tell it what to do, and that one has ended.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from forum.kernel.parting import DRAIN_SECONDS, TAKEN_OVER_SECONDS, adopt_orphans

AGAIN_SECONDS = 5.5
STOP = (signal.SIGTERM, signal.SIGINT)
HEARD = (*STOP, signal.SIGHUP, signal.SIGCHLD)


def lean(module: str, *arguments: str) -> list[str]:
    """What runs a module in a Python of its own that keeps less.

    It keeps no docstrings (`-OO`), and of a fault the line only, not the place in it: nobody reads
    them there, and every process would hold them.
    """
    return [sys.executable, "-OO", "-X", "no_debug_ranges", "-m", module, *arguments]


def command(host: str, port: int, workers: int) -> list[str]:
    """What starts the web processes, which `main` then answers."""
    return lean("forum.front", host, str(port), str(workers))


def main() -> None:
    host, port, workers = sys.argv[1:]
    serve(host, int(port), int(workers))


def serve(host: str, port: int, workers: int) -> None:
    """Answer until told to stop; requests under way are finished first."""
    if sys.platform != "linux":
        from forum.answering import answer_without_forks

        return answer_without_forks(host, port, workers)
    adopt_orphans()
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    return _watch(partial(_begun, host, port, workers))


def _watch(begin: Callable[[], int]) -> None:
    """A new set when the first of one has ended; beside the old one when somebody asks (SIGHUP)."""
    first, fell_at = begin(), 0.0
    while (heard := signal.sigwait(HEARD)) not in STOP:
        if not _lives(first):
            if time.monotonic() - fell_at < AGAIN_SECONDS:
                sys.exit("The web processes end as soon as they have begun.")
            fell_at = time.monotonic()
            first = begin()
        elif heard == signal.SIGHUP:
            before, first = first, begin()
            if signal.sigtimedwait(STOP, TAKEN_OVER_SECONDS):
                return _end(before, first)
            _end(before)
    return _end(first)


def _begun(host: str, port: int, workers: int) -> int:
    """The number of the first process of a new set, which goes on to get ready."""
    watcher = os.getpid()
    hears, tells = os.pipe()
    if os.fork() == 0:
        os.close(hears)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        from forum.answering import begin

        begin(host, port, workers, watcher=watcher, tells=tells)
    os.close(tells)
    with os.fdopen(hears) as line:
        first = line.read()
    return int(first) if first else sys.exit("The web processes could not begin.")


def _lives(process: int) -> bool:
    """Every one that has ended is let go of first."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    return _told(process, 0)


def _end(*firsts: int) -> None:
    """They finish what they have begun, and see to the others of their set."""
    for first in firsts:
        _told(first, signal.SIGTERM)
    until = time.monotonic() + DRAIN_SECONDS
    while any(map(_lives, firsts)) and (left := until - time.monotonic()) > 0:
        signal.sigtimedwait([signal.SIGCHLD], left)
    for first in filter(_lives, firsts):
        _told(first, signal.SIGKILL)
        os.waitpid(first, 0)


def _told(process: int, what: int) -> bool:
    try:
        os.kill(process, what)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
