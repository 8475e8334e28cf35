"""A process and the one that started it: who ends with whom, and how long they may take."""

import ctypes
import os
import signal
import sys

DRAIN_SECONDS = 15
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def end_with_parent() -> None:
    """Linux tells this process to stop when the one that started it is gone, however it went."""
    _ask_linux(PR_SET_PDEATHSIG, signal.SIGTERM)


def adopt_orphans() -> None:
    """Linux gives this process the children of those children of its that are gone."""
    _ask_linux(PR_SET_CHILD_SUBREAPER, 1)


def obey(watcher: int) -> None:
    """Told to stop, or left alone, while it still gets ready, this process ends at once."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the watcher's own handler may have come along
    end_with_parent()
    if os.getppid() != watcher:
        sys.exit()


def _ask_linux(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value)
