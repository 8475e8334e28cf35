"""`python -m bench.keeping`: how long backup and restore take, and what readers notice of them.

One reader asks for the pages of the bench in turn: for a while alone, then while backups are
taken one after the other. Prints a table; run it when nothing else runs on the machine.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from bench.__main__ import LIST, SHALLOW
from bench.load import machine
from bench.stores import Store, commit, postgres_store, sqlite_store
from tests.services.town import ROOT, SECRET

SECONDS = 10.0
BACKUPS = 3


def main() -> None:
    """Both stores one after the other."""
    print(f"{commit()}, {machine()}")
    with tempfile.TemporaryDirectory(prefix="keeping-") as name:
        folder = Path(name)
        for make in (sqlite_store, postgres_store):
            with make(folder) as store:
                print(_measured(store, folder), flush=True)


def _measured(store: Store, folder: Path) -> str:
    file = folder / f"{store.name}.zip"
    alone = _p95(store.url, until=_after(SECONDS))
    times: list[float] = []
    backups = threading.Thread(target=_take_backups, args=(store, file, times))
    backups.start()
    meanwhile = _p95(store.url, until=lambda: not backups.is_alive())
    backups.join()
    home = {"FOLKMOOT_HOME": str(folder / f"{store.name} again"), "FOLKMOOT_SECRET_KEY": SECRET}
    restore = _seconds("restore", str(file), **home)
    return (
        f"{store.name}: backup {statistics.median(times):.1f} s, "
        f"{file.stat().st_size / 1e6:.1f} MB; "
        f"restore into SQLite {restore:.1f} s; readers' p95 {alone:.1f} ms alone, "
        f"{meanwhile:.1f} ms during backups"
    )


def _take_backups(store: Store, file: Path, times: list[float]) -> None:
    facts = {
        "FOLKMOOT_HOME": str(store.config.HOME),
        "FOLKMOOT_DATABASE_URL": store.config.DATABASE_URL,
        "FOLKMOOT_SECRET_KEY": SECRET,
    }
    for _ in range(BACKUPS):
        times.append(_seconds("backup", str(file), **facts))


def _seconds(*arguments: str, **facts: str) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "forum.cli", *arguments]
    subprocess.run(command, env={**os.environ, **facts}, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _p95(base: str, *, until: Callable[[], bool]) -> float:
    """Milliseconds that one reader waits for 19 of 20 pages."""
    paths: list[str] = [*LIST, *SHALLOW]
    times: list[float] = []
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    while not until():
        began = time.perf_counter()
        connection.request("GET", paths[len(times) % len(paths)])
        connection.getresponse().read()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
