"""A watcher of web processes that only wait: `watched.py HOW`, run as a program of its own."""

import os
import signal
import sys
import time
from types import SimpleNamespace
from typing import Any

import psutil

from forum import front
from forum.kernel.parting import obey

WHEN_SECOND = {"short of memory": "short", "short of all": "silent"}
"""A set that goes on beside one of which this becomes, as it gets ready."""
SLOW_SECONDS = 1.5


def begin(how: str, _port: int, _workers: int, *, watcher: int, tells: int) -> None:
    obey(watcher)
    if how in WHEN_SECOND and len(psutil.Process(watcher).children()) > 1:
        how = WHEN_SECOND[how]
    if how == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if how != "silent":
        os.write(tells, f"{os.getpid()}\n".encode())
    print("told", flush=True)
    if how in ("silent", "short"):
        sys.exit()
    time.sleep(SLOW_SECONDS if how == "slow" else 0)
    os.write(tells, b"\n")
    os.close(tells)
    time.sleep(60)


if __name__ == "__main__":
    modules: dict[str, Any] = sys.modules
    modules["forum.answering"] = SimpleNamespace(begin=begin)
    vars(front).update(BEGINS_SECONDS=0.2, DRAIN_SECONDS=0.3, RETRY_SECONDS=0.6)
    front.serve(sys.argv[1], 0, 1)
