"""The web processes that answer: the first loads the app, and the others are forked from it.

The first opens the pages people see most before it forks: what they have in common is kept in
memory once (ADR 0013).
"""

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
from typing import TYPE_CHECKING, Any, NoReturn

from granian import Granian
from granian.constants import Interfaces

from forum.kernel.parting import DRAIN_SECONDS, obey

if TYPE_CHECKING:
    from flask import Flask

THREADS = 2
BACKLOG = 1024
LOOK_SECONDS = 0.5
ALONE_SECONDS = 15.0


def answer_without_forks(host: str, port: int, workers: int) -> None:
    """Where processes cannot be forked, Granian watches, and each loads the app for itself."""
    settings = _settings(host, port) | {"respawn_interval": ALONE_SECONDS}
    Granian(workers=workers, respawn_failed_workers=True, **settings).serve()


def begin(host: str, port: int, workers: int, *, watcher: int, tells: int) -> NoReturn:
    """Start the first process, which writes its number to `tells` and ends this one.

    Once all are about to answer it writes the numbers of the others on a line of its own.

    This one is Granian's own watcher. It would hold 8 MB to do what ours does already, so it is
    gone as soon as the first is there: that one then belongs to our watcher.
    """
    obey(watcher)
    multiprocessing.set_start_method("fork")
    server = Granian(workers=1, **_settings(host, port))
    gc.freeze()  # or looking for garbage writes into every page that is shared
    first = partial(_shared_app, workers, watcher, os.getpid(), tells)
    server.serve(target_loader=first, wrap_loader=False)
    sys.exit(1)


def _settings(host: str, port: int) -> dict[str, Any]:
    return {
        "target": "forum.wsgi:app",
        "address": host,
        "port": port,
        "interface": Interfaces.WSGI,
        "blocking_threads": THREADS,
        "backlog": BACKLOG,
        "log_access": False,
        "workers_kill_timeout": DRAIN_SECONDS,
    }


def _shared_app(workers: int, watcher: int, starter: int, tells: int) -> "Flask":
    """In the first answering process, and in every one forked from it: each goes on to answer."""
    _take_the_place_of(starter, watcher)
    _say_to(tells, os.getpid())
    from forum.sharing import app_to_share

    app = app_to_share()
    first, others = os.getpid(), list[int]()
    for _ in range(workers - 1):
        if (other := os.fork()) == 0:
            _in_background(_end_after, first, watcher)
            break
        others.append(other)
        ending = threading.Event()
        ended = _in_background(_renew_after, other, watcher, ending)
        Finalize(None, _end, args=(other, ended, ending), exitpriority=0)
    else:
        _say_to(tells, *others)
    os.close(tells)
    return app


def _say_to(tells: int, *numbers: int) -> None:
    os.write(tells, " ".join(map(str, numbers)).encode() + b"\n")


def _take_the_place_of(starter: int, watcher: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(starter, signal.SIGKILL)
    while os.getppid() == starter:
        time.sleep(0.001)
    obey(watcher)


def _in_background(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _end(other: int, ended: threading.Thread, ending: threading.Event) -> None:
    """The first was told to stop: the others finish what they have begun, too."""
    ending.set()
    with suppress(ProcessLookupError):
        os.kill(other, signal.SIGTERM)
    ended.join(DRAIN_SECONDS - 1)


def _renew_after(other: int, watcher: int, ending: threading.Event) -> None:
    """When another has died, the watcher starts a new set and then lets this one go."""
    os.waitpid(other, 0)
    if not ending.is_set():
        with suppress(ProcessLookupError):
            os.kill(watcher, signal.SIGHUP)


def _end_after(first: int, watcher: int) -> None:
    """When the first has died, answer until the watcher says that a new set does; without a
    watcher for some seconds, in which another may have begun.
    """
    while os.getppid() in (first, watcher):
        time.sleep(LOOK_SECONDS)
    time.sleep(ALONE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
