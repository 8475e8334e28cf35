"""`make bench`: the pages of BENCH.md, generating, the queue and acknowledgements, into RESULTS.md.

`python -m bench keeping` measures backup, restore and supports on the archive instead,
`python -m bench queue` the queue of the desk with 10,000 open tickets,
`python -m bench acknowledgements` how long people wait for the mail that says we have it,
`python -m bench alignment` our rungs beside the trust levels of a Discourse archive,
`python -m bench ladder` the nightly look at 100,000 members with 5 million events,
`python -m bench budgets` what a first visit weighs and what Lighthouse says of it.
"""

import statistics
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    acknowledging,
    aligning,
    budgets,
    climbing,
    counting,
    generating,
    keeping,
    load,
    queueing,
    report,
)
from bench.filling import SECRET, THREADS, thread_id
from bench.stores import Store, bare_site, commit, postgres_store, sqlite_store

ROUNDS = 5
COOKIE = f"folkmoot={SECRET}"
LIST = ["/topics/parking"]
SHALLOW = [
    f"/threads/{thread_id(n)}-how-do-i-renew-permit-number-{n}-before-it-runs-out"
    for n in range(0, THREADS, 10)
]
DEEP_ID = thread_id(THREADS)
DEEP = f"/threads/{DEEP_ID}-how-do-i-renew-permit-number-{THREADS}-before-it-runs-out"
PAGES = {
    "visitor list": (LIST, ""),
    "visitor thread": (SHALLOW, ""),
    "first page of 5,000": ([f"{DEEP}?page=1"], ""),
    "deep page of 5,000": ([f"{DEEP}?page=200"], ""),
    "member list": (LIST, COOKIE),
    "member thread": (SHALLOW, COOKIE),
}


def main() -> None:
    """Both stores one after the other, rounds interleaved with the bare page."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with bare_site(folder) as bare:
            results = []
            for make in (sqlite_store, postgres_store):
                with make(folder) as store:
                    results.append(_measure(store, bare))
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    text = report.written(moment, commit(), load.machine(), ROUNDS, results)
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text((path.read_text() if path.exists() else report.HEAD) + text)
    sys.stdout.write(text)
    generating.main()
    queueing.main()
    acknowledging.main()


def _measure(store: Store, bare: str) -> report.Results:
    rates: dict[str, list[load.Rate]] = defaultdict(list)
    processor: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        rates["bare page"].append(load.rate(bare, ["/"]))
        for page, (paths, cookie) in PAGES.items():
            rates[page].append(load.rate(store.url, paths, cookie))
            processor[page].append(load.cpu_ms(store.url, paths, _pids(store), cookie))
    return report.Results(
        store=store.name,
        rates=dict(rates),
        processor=dict(processor),
        statements=_statements(store),
        reply=_reply(store),
        page_kb=load.sizes(store.url, f"{DEEP}?page=1"),
        memory=load.memory_mb(store.web),
    )


def _statements(store: Store) -> dict[str, int]:
    return {
        page: counting.statements(store.config, paths[0], signed_in=bool(cookie))
        for page, (paths, cookie) in PAGES.items()
    }


def _reply(store: Store) -> tuple[float, float]:
    """Median of the medians, median of the 95th percentiles."""
    token = counting.csrf(store.config)
    path = f"/threads/{DEEP_ID}/answers"
    rounds = [load.reply_ms(store.url, path, COOKIE, token) for _ in range(ROUNDS)]
    p50, p95 = zip(*rounds, strict=True)
    return statistics.median(p50), statistics.median(p95)


def _pids(store: Store) -> list[int]:
    return [*store.web, *load.with_children(store.database)]


if __name__ == "__main__":
    if sys.argv[1:2] == ["keeping"]:
        keeping.main(" ".join(sys.argv[2:]))
    elif sys.argv[1:2] == ["queue"]:
        queueing.main()
    elif sys.argv[1:2] == ["acknowledgements"]:
        acknowledging.main()
    elif sys.argv[1:2] == ["ladder"]:
        climbing.main()
    elif sys.argv[1:2] == ["alignment"]:
        aligning.main()
    elif sys.argv[1:2] == ["budgets"]:
        sys.exit(budgets.main())
    else:
        main()
