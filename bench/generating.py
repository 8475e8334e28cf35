"""`python -m bench.generating`: how fast a large place is made, on both databases.

Appends to RESULTS.md. So many posts as an argument, 100,000 otherwise.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.load import machine
from bench.stores import commit
from tests.services.postgres import new_database, running_postgres
from tests.services.town import ROOT, SECRET

POSTS = 100_000
MUST = {"PostgreSQL": 120}
HEAD = "| store | posts | seconds | must | posts/s | rows | rows/s | doctor s | findings |"


def main(posts: int = POSTS) -> None:
    """Writes the section to RESULTS.md and to the screen."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    lines = [f"\n## Generating, {moment}, commit {commit()}\n", f"{machine()}; one process.\n"]
    lines += [HEAD, "|---|---|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="generating-") as name:
        for store, facts in _stores(Path(name)):
            lines.append(_measured(store, facts, posts))
    text = "\n".join([*lines, ""])
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text(path.read_text() + text)
    sys.stdout.write(text)


def _stores(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    yield "SQLite", _facts(folder / "sqlite", "")
    with _postgres() as url:
        yield "PostgreSQL", _facts(folder / "postgres", url)


@contextmanager
def _postgres() -> Iterator[str]:
    with running_postgres(durable=True) as server:
        yield new_database(server)


def _facts(home: Path, url: str) -> dict[str, str]:
    return {
        "FOLKMOOT_HOME": str(home),
        "FOLKMOOT_DATABASE_URL": url,
        "FOLKMOOT_SECRET_KEY": SECRET,
        "FOLKMOOT_LOG_LEVEL": "error",
    }


def _measured(store: str, facts: dict[str, str], posts: int) -> str:
    _run(facts, "init")
    began = time.perf_counter()
    _run(facts, "generate", "--posts", str(posts), "--seed", "1")
    seconds = time.perf_counter() - began
    counts = json.loads(_run(facts, "stats", "--json"))
    if counts["posts"] != posts:
        raise ValueError(f"{store} has {counts['posts']} posts, not {posts}.")
    began = time.perf_counter()
    findings = json.loads(_run(facts, "doctor", "--json"))["findings"]
    checked = time.perf_counter() - began
    rows = 2 * counts["posts"] + counts["events"] + counts["members"]
    cells = (
        *(store, f"{posts:,}", f"{seconds:.1f}", MUST.get(store, ""), f"{posts / seconds:,.0f}"),
        *(f"{rows:,}", f"{rows / seconds:,.0f}", f"{checked:.1f}", len(findings)),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _run(facts: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "forum.cli", *arguments]
    done = subprocess.run(
        command, env={**os.environ, **facts}, cwd=ROOT, check=False, capture_output=True, text=True
    )
    if not done.stdout:
        raise RuntimeError(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
