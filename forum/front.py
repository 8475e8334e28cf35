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

from forum.kernel.parting import DRAIN_SECONDS, adopt_orphans

AGAIN_SECONDS = 5.5
RETRY_SECONDS = 60.0
READY_SECONDS = 120.0
BEGINS_SECONDS = 1.0
LOOK_SECONDS = 0.2
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


class Answering:
    """A set of processes that answer, as its first one tells of it on a `line`.

    `first` is 0 where none could begin; `orphans` are those of sets before it that still answer.
    """

    def __init__(self, line: int) -> None:
        number, _, self._said = os.read(line, 1024).partition(b"\n")
        self.first, self._line = int(number or 0), line
        self.orphans: list[int] = []
        os.set_blocking(line, False)

    def others(self) -> list[int] | None:
        """The numbers of all but the first; None until they are about to answer."""
        with suppress(BlockingIOError):
            self._said += os.read(self._line, 4096)
        return [int(one) for one in self._said.split()] if self._said.endswith(b"\n") else None

    def left_behind(self) -> list[int]:
        """Those that answer on when the first has died."""
        left = self.orphans + (self.others() or [])
        os.close(self._line)
        return left


def _watch(begin: Callable[[], Answering]) -> None:
    """A new set when the first of one has ended; beside the old one when somebody asks (SIGHUP),
    and a while after one that ended before it answered (SIGALRM).
    """
    answering, fell_at = _some(begin()), 0.0
    while (heard := _heard(answering.first)) not in STOP:
        if not _lives(answering.first):
            if time.monotonic() - fell_at < AGAIN_SECONDS:
                sys.exit("The web processes end as soon as they have begun.")
            fell_at = time.monotonic()
            _say(f"The web processes of {answering.first} have ended, so new ones begin.")
            answering = _stepped_in(answering.left_behind(), _some(begin()))
        elif heard in ANEW:
            answering = _taken_over(answering, begin())
    return _end(answering.first, *answering.orphans)


def _some(answering: Answering) -> Answering:
    return answering if answering.first else sys.exit(NONE)


def _heard(first: int) -> int:
    return signal.sigwait(HEARD) if _lives(first) else signal.SIGCHLD


def _stepped_in(orphans: list[int], new: Answering) -> Answering:
    """The set that begins when the first of the one before has died, whose `orphans` go on."""
    new.orphans = orphans
    if _gets_ready(new):
        _end(*orphans)
        new.orphans = []
    return new


def _taken_over(before: Answering, new: Answering) -> Answering:
    """The set that goes on: the old one where the `new` one ends before it answers."""
    is_ready = _gets_ready(new, before.first, *before.orphans)
    signal.setitimer(signal.ITIMER_REAL, 0 if is_ready else RETRY_SECONDS)
    gone, stays = (before, new) if is_ready else (new, before)
    if is_ready:
        _say(f"The web processes of {new.first} take over from those of {before.first}.")
    else:
        _say(f"New web processes ended before they answered. Those of {before.first} go on.")
    _end(gone.first, *gone.left_behind())
    return stays


def _gets_ready(new: Answering, *old: int) -> bool:
    """Whether a set is about to answer before it ends; told to stop meanwhile, all end."""
    until = time.monotonic() + READY_SECONDS
    while _lives(new.first) and (left := until - time.monotonic()) > 0:
        is_ready = new.others() is not None
        heard = signal.sigtimedwait(
            STOP if is_ready else (*STOP, signal.SIGCHLD),
            BEGINS_SECONDS if is_ready else min(left, LOOK_SECONDS),
        )
        if heard and heard.si_signo in STOP:
            _end(new.first, *new.orphans, *old)
            sys.exit()
        if is_ready:
            return _lives(new.first)
    return False


def _begun(host: str, port: int, workers: int) -> Answering:
    """A new set, which gets ready."""
    watcher = os.getpid()
    hears, tells = os.pipe()
    if _forked() == 0:
        os.close(hears)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        from forum.answering import begin

        begin(host, port, workers, watcher=watcher, tells=tells)
    os.close(tells)
    return Answering(hears)


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


def _end(*processes: int) -> None:
    """They finish what they have begun, and those that are first see to the others of their set."""
    for one in processes:
        _told(one, signal.SIGTERM)
    until = time.monotonic() + DRAIN_SECONDS
    while any(map(_lives, processes)) and (left := until - time.monotonic()) > 0:
        signal.sigtimedwait([signal.SIGCHLD], left)
    for one in filter(_lives, processes):
        _told(one, signal.SIGKILL)
        os.waitpid(one, 0)


def _told(process: int, what: int) -> bool:
    """Whether there is such a process, and it is ours: numbers begin again."""
    if not process:
        return False
    try:
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        os.kill(process, what)
    except (ChildProcessError, ProcessLookupError):
        return False
    return True


if __name__ == "__main__":
    main()
