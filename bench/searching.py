"""`python -m bench.searching FOLDER`: searches over an imported Discourse forum, into RESULTS.md.

FOLDER is the unpacked archive. Every search has two words of the title of some thread, and is
asked for once in a while only, so that no cache answers it.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_plus

from sqlalchemy import select

from bench import load
from bench.stores import WORKERS, bare_site, commit, listeners
from config import Config
from forum.app import create_app
from forum.kernel.db import db
from forum.threads.models import Thread
from search.index import terms
from tests.services.servers import server_on_free_port
from tests.services.town import answers

ROOT = Path(__file__).parents[1]
ROUNDS = 5
SEARCHES = 400
NEW, SETTLE = ["init", "--open"], ["settle", "--timeout", "600"]
MUST = "100 req/s, 10 ms"


def main(archive: str) -> None:
    """A town of its own, filled by the importer and served by the web processes alone."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, bare_site(Path(name)) as bare:
        home = Path(name) / "town"
        environment = _environment(home)
        for command in (NEW, ["import", "discourse", archive], SETTLE):
            subprocess.run(_folkmoot(*command), env=environment, cwd=ROOT, check=True)
        paths = _searches(home)
        with _web(home, environment) as (url, pids):
            rates, bares, times, pressed = [], [], [], []
            for _ in range(ROUNDS):
                bares.append(load.rate(bare, ["/"]).per_second)
                before = load.spent(pids)
                rates.append(load.rate(url, paths))
                pressed.append(load.spent(pids).since(before))
                times.append(load.cpu_ms(url, paths, pids))
    text = _section(rates, statistics.median(bares), times) + _share(rates, pressed)
    with Path(__file__).with_name("RESULTS.md").open("a") as results:
        results.write(text)
    sys.stdout.write(text)


def _environment(home: Path) -> dict[str, str]:
    facts = {"HOME": str(home), "LOG_LEVEL": "error", "REQUESTS_PER_MINUTE": "0"}
    return os.environ | {f"FOLKMOOT_{name}": value for name, value in facts.items()}


def _folkmoot(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "forum.cli", *arguments]


def _searches(home: Path) -> list[str]:
    """Addresses of searches for two telling words of one title each; the same every time."""
    app = create_app(Config(HOME=home))
    with app.app_context():
        titles = list(db.scalars(select(Thread.title).order_by(Thread.id)))
    app.extensions["database"].dispose()
    chance = random.Random(SEARCHES)
    found = []
    for title in chance.sample(titles, len(titles)):
        words = sorted({word for word in title.split() if terms(word)})
        if len(words) > 1:
            found.append(f"/search?q={quote_plus(' '.join(chance.sample(words, 2)))}")
    return found[:SEARCHES]


@contextmanager
def _web(home: Path, environment: dict[str, str]) -> Iterator[tuple[str, list[int]]]:
    mine = [f"{name}={value}" for name, value in environment.items() if "FOLKMOOT_" in name]

    def serve(port: int) -> list[str]:
        program = _folkmoot("web", "--workers", WORKERS, "--port", str(port))
        return ["env", "-C", str(ROOT), *mine, *program]

    with server_on_free_port(serve, answers=answers, log=home / "web.log") as port:
        yield f"http://127.0.0.1:{port}", listeners(port)


def _section(rates: list[load.Rate], bare: float, times: list[float]) -> str:
    each = [rate.per_second for rate in rates]
    middle = statistics.median(each)
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"""
## Search, {moment}, commit {commit()}

{load.machine()}; 36,990 imported posts, {SEARCHES} searches of two words;
medians of {ROUNDS} rounds.

| page | req/s | min-max | must | of bare | p99 ms | CPU ms | failures |
|---|---|---|---|---|---|---|---|
| search | {middle:,.0f} | {min(each):,.0f}-{max(each):,.0f} | {MUST} | {middle / bare:.3f} \
| {statistics.median(r.p99 for r in rates):.1f} | {statistics.median(times):.2f} \
| {sum(r.failures for r in rates)} |
"""


def _share(rates: list[load.Rate], pressed: list[load.Spent]) -> str:
    """What the rate was made of: a small share, and long waiting, is the load of the machine."""
    answered = sum(rate.per_second for rate in rates) * load.SECONDS
    had, waited = sum(one.had for one in pressed), sum(one.waited for one in pressed)
    return f"""
Under 16 connections the web processes had {had / ROUNDS / load.SECONDS:.2f} of the cores, \
{1000 * had / answered:.2f} ms a search,
and waited for a core, ready to run, for {1000 * waited / answered:.2f} ms a search.
"""


if __name__ == "__main__":
    main(sys.argv[1])
