"""`python -m bench keeping`: backup and restore of a grown town, and many supports at once.

The town is the Discourse archive whose folder FOLKMOOT_BENCH_ARCHIVE names. It is imported into
SQLite, and brought from there into PostgreSQL. Eight readers ask two web processes for pages, first
alone, then while backups are taken one after the other; 50 threads let 1,000 people support one
idea. What was measured on a store is appended to RESULTS.md as soon as it is known.
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
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from bench import keeping_report
from bench.keeping_report import Kept
from bench.load import machine
from bench.report import HEAD
from bench.stores import Store, commit, postgres_place, sqlite_place
from bench.supporting import many_supports
from tests.services.town import ROOT, SECRET

SECONDS = 20.0
READERS = 8
ARCHIVE = "FOLKMOOT_BENCH_ARCHIVE"


def main(remark: str = "") -> None:
    """Both stores one after the other; `remark` stands beside the figures."""
    archive = os.environ.get(ARCHIVE)
    if not archive:
        raise SystemExit(f"{ARCHIVE} names the folder of a Discourse archive.")
    with tempfile.TemporaryDirectory(prefix="keeping-") as name:
        folder = Path(name)
        with sqlite_place(folder, partial(imported, archive)) as (store, took):
            kept = _measured(store, folder)
        town = folder / "SQLite.zip"
        kept.restored = _restored(town, {"FOLKMOOT_HOME": str(folder / "again")})
        remarks = f"imported in {took:.0f} s{remark and '; '}{remark}"
        _write(keeping_report.written(_head(), remarks, kept))
        with postgres_place(folder, partial(_restored, town)) as (store, restored):
            kept = _measured(store, folder)
            kept.restored = restored
        _write(keeping_report.written(_head(), remark, kept))


def imported(archive: str, facts: dict[str, str]) -> float:
    _seconds("init", **facts)
    return _seconds("import", "discourse", archive, **facts)


def _restored(file: Path, facts: dict[str, str]) -> float:
    return _seconds("restore", str(file), **({"FOLKMOOT_SECRET_KEY": SECRET} | facts))


def _measured(store: Store, folder: Path) -> Kept:
    kept, file = Kept(store.name), folder / f"{store.name}.zip"
    paths = _paths(store.url)
    _read(store.url, paths, until=_after(2))
    kept.alone, failed = _read(store.url, paths, until=_after(SECONDS))
    over = threading.Event()
    backups = threading.Thread(target=_take_backups, args=(store, file, kept.backups, over))
    backups.start()
    kept.meanwhile, failed_too = _read(store.url, paths, until=_after(SECONDS))
    over.set()
    backups.join()
    kept.megabytes, kept.failures = file.stat().st_size / 1e6, failed + failed_too
    kept.supports = many_supports(store.config)
    return kept


def _take_backups(store: Store, file: Path, times: list[float], over: threading.Event) -> None:
    while not over.is_set():
        times.append(_seconds("backup", str(file), **store.facts))


def _seconds(*arguments: str, **facts: str) -> float:
    began = time.perf_counter()
    _run(*arguments, **facts)
    return time.perf_counter() - began


def _run(*arguments: str, **facts: str) -> str:
    command = [sys.executable, "-m", "forum.cli", *arguments]
    environment = {**os.environ, **facts}
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments[:2])} failed: {done.stderr[-2000:]}")
    return done.stdout


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _paths(base: str) -> list[str]:
    """The newest questions of the list, and the list itself."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    connection.request("GET", "/threads")
    page = connection.getresponse().read().decode()
    found = {part.split('"')[0].split("#")[0] for part in page.split('href="/threads/')[1:]}
    threads = sorted(f"/threads/{rest}" for rest in found if "-" in rest and "?" not in rest)
    return ["/threads", *threads[:20]]


def _read(base: str, paths: list[str], *, until: Callable[[], bool]) -> tuple[float, int]:
    """Milliseconds that the readers wait for 19 of 20 pages, and how many were no page."""
    times: list[float] = []
    failures: list[int] = []
    readers = [
        threading.Thread(target=_reader, args=(base, paths[n:] + paths[:n], until, times, failures))
        for n in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return statistics.quantiles(times, n=20)[-1], len(failures)


def _reader(
    base: str,
    paths: list[str],
    until: Callable[[], bool],
    times: list[float],
    failures: list[int],
) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    count = 0
    while not until():
        began = time.perf_counter()
        connection.request("GET", paths[count % len(paths)])
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            failures.append(answer.status)
        count += 1


def _head() -> str:
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"{moment}, commit {commit()}, keeping\n\n{machine()}"


def _write(text: str) -> None:
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text((path.read_text() if path.exists() else HEAD) + text)
    sys.stdout.write(text)
