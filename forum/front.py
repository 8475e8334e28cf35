"""The web processes: a light one that watches, and those that answer, forked from one another.

The watching process never loads the app. The first answering process does, opens the pages people
see most, and forks the others: what they have in common is kept in memory once (ADR 0013).
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import Interfaces

if TYPE_CHECKING:
    from flask import Flask

DRAIN_SECONDS = 15
THREADS = 2
BACKLOG = 1024
PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 0.5
TAKEN_OVER_SECONDS = 15.0


def command(host: str, port: int, workers: int) -> list[str]:
    """What starts the web processes in a Python of its own, which `main` then answers.

    It keeps no docstrings (`-OO`), and of a fault the line only, not the place in it: nobody reads
    them there, and every process would hold them.
    """
    lean = [sys.executable, "-OO", "-X", "no_debug_ranges"]
    return [*lean, "-m", "forum.front", host, str(port), str(workers)]


def main() -> None:
    host, port, workers = sys.argv[1:]
    serve(host, int(port), int(workers))


def serve(host: str, port: int, workers: int) -> None:
    """Answer until told to stop; requests under way are finished first."""
    forked = multiprocessing.get_start_method() == "fork"
    server = Granian(
        "forum.wsgi:app",
        address=host,
        port=port,
        workers=1 if forked else workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        log_access=False,
        respawn_interval=TAKEN_OVER_SECONDS,
        workers_kill_timeout=DRAIN_SECONDS,
    )
    if forked:
        gc.freeze()  # or looking for garbage writes into every page that is shared
        server.serve(target_loader=partial(_shared_app, workers, os.getpid()), wrap_loader=False)
    else:
        server.serve()


def end_with_parent() -> None:
    """Linux tells this process to stop when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _shared_app(workers: int, watcher: int) -> "Flask":
    """In the first answering process, and in every one forked from it: each goes on to answer."""
    _obey(watcher)
    from forum.sharing import app_to_share

    app = app_to_share()
    for _ in range(workers - 1):
        first, other = os.getpid(), os.fork()
        if other == 0:
            _in_background(_end_after, first)
            break
        ended = _in_background(_renew_after, other, watcher)
        Finalize(None, _end, args=(other, ended), exitpriority=0)
    return app


def _obey(watcher: int) -> None:
    """Told to stop, or left alone, while it still gets ready, this process ends at once."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the watcher's own handler came along
    end_with_parent()
    if os.getppid() != watcher:
        sys.exit()


def _in_background(work: Callable[..., None], *arguments: int) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _end(other: int, ended: threading.Thread) -> None:
    """The first was told to stop: the others finish what they have begun, too."""
    with suppress(ProcessLookupError):
        os.kill(other, signal.SIGTERM)
    ended.join(DRAIN_SECONDS - 1)


def _renew_after(other: int, watcher: int) -> None:
    """When another has died, the watcher starts a new set and then lets this one go."""
    os.waitpid(other, 0)
    with suppress(ProcessLookupError):
        os.kill(watcher, signal.SIGHUP)


def _end_after(first: int) -> None:
    """When the first has died, answer until a new set must have begun, then stop."""
    while os.getppid() == first:
        time.sleep(LOOK_SECONDS)
    time.sleep(TAKEN_OVER_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
