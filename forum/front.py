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
RETRY_SECONDS = 60.0
STOP = (signal.SIGTERM, signal.SIGINT)
ANEW = (signal.SIGHUP, signal.SIGALRM)
HEARD = (*STOP, *ANEW, signal.SIGCHLD)
NONE = "The web processes could not begin."


def lean(module: str, *arguments: str) -> list[str]:
    """What runs a module in a Python of its own that keeps less.

    It keeps no docstrings (`-OO`), and of a fault the line only, not the place in it: nobody reads
    them there, and every process would hold them. What lies in the folder it is started from is
    not taken for a part of it (`-P`).
    """
    return [sys.executable, "-OO", "-P", "-X", "no_debug_ranges", "-m", module, *arguments]


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
    """A new set when the first of one has ended; beside the old one when somebody asks (SIGHUP),
    and a while after one that ended before it answered (SIGALRM).
    """
    first, fell_at = begin() or sys.exit(NONE), 0.0
    while (heard := _heard(first)) not in STOP:
        if not _lives(first):
            if time.monotonic() - fell_at < AGAIN_SECONDS:
                sys.exit("The web processes end as soon as they have begun.")
            fell_at = time.monotonic()
            _say(f"The web processes of {first} have ended, so new ones begin.")
            first = begin() or sys.exit(NONE)
        elif heard in ANEW:
            first = _taken_over(first, begin())
    return _end(first)


def _heard(first: int) -> int:
    return signal.sigwait(HEARD) if _lives(first) else signal.SIGCHLD


def _taken_over(before: int, new: int) -> int:
    """The set that goes on: the old one where the `new` one ends before it must have begun."""
    until = time.monotonic() + TAKEN_OVER_SECONDS
    while (is_there := bool(new) and _lives(new)) and (left := until - time.monotonic()) > 0:
        heard = signal.sigtimedwait((*STOP, signal.SIGCHLD), left)
        if heard and heard.si_signo in STOP:
            _end(before, new)
            sys.exit()
    signal.setitimer(signal.ITIMER_REAL, 0 if is_there else RETRY_SECONDS)
    if not is_there:
        _say(f"New web processes ended before they answered. Those of {before} go on.")
        return before
    _say(f"The web processes of {new} take over from those of {before}.")
    _end(before)
    return new


def _begun(host: str, port: int, workers: int) -> int:
    """The number of the first process of a new set, which gets ready; 0 where none can."""
    watcher = os.getpid()
    hears, tells = os.pipe()
    if _forked() == 0:
        os.close(hears)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        from forum.answering import begin

        begin(host, port, workers, watcher=watcher, tells=tells)
    os.close(tells)
    with os.fdopen(hears) as line:
        return int(line.read() or 0)


def _forked() -> int:
    try:
        return os.fork()
    except OSError as error:  # there are too many processes, or no memory for one more
        _say(f"No process could be begun: {error}")
        return -1


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


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
