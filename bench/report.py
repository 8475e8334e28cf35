"""Writes what was measured as one dated section of RESULTS.md."""

import statistics
from dataclasses import dataclass

from bench.load import Rate

HEAD = """# Results

`make bench` appends here. Machines differ and are noisy, so the figure that counts is the ratio
to the bare page of the same minute. Rates are medians of interleaved rounds with minimum and
maximum; processor time is that of web processes and database, one client.
"""
MUST = {
    ("SQLite", "visitor list"): 400,
    ("SQLite", "visitor thread"): 400,
    ("SQLite", "deep page of 5,000"): 400,
    ("SQLite", "member list"): 250,
    ("SQLite", "member thread"): 250,
    ("PostgreSQL", "visitor list"): 250,
    ("PostgreSQL", "visitor thread"): 250,
    ("PostgreSQL", "deep page of 5,000"): 250,
    ("PostgreSQL", "member list"): 150,
    ("PostgreSQL", "member thread"): 150,
}


@dataclass(frozen=True)
class Results:
    """Everything measured on one store."""

    store: str
    rates: dict[str, list[Rate]]
    processor: dict[str, list[float]]
    statements: dict[str, int]
    reply: tuple[float, float]
    page_kb: tuple[float, float]
    memory: float


def written(moment: str, commit: str, machine: str, rounds: int, results: list[Results]) -> str:
    parts = [
        f"\n## {moment}, commit {commit}\n\n{machine}; medians of {rounds} interleaved rounds.\n"
    ]
    parts += [_section(result) for result in results]
    return "\n".join(parts)


def _section(result: Results) -> str:
    head = "| page | req/s | min-max | must | of bare | p99 ms | CPU ms | statements | failures |"
    lines = [f"### {result.store}\n", head, "|---|---|---|---|---|---|---|---|---|"]
    lines += [_line(result, page) for page in result.rates]
    return "\n".join([*lines, "", _rest(result), ""])


def _line(result: Results, page: str) -> str:
    rates = result.rates[page]
    middle = statistics.median(rate.per_second for rate in rates)
    bare = statistics.median(rate.per_second for rate in result.rates["bare page"])
    least, most = min(r.per_second for r in rates), max(r.per_second for r in rates)
    cells = [
        page,
        f"{middle:,.0f}",
        f"{least:,.0f}-{most:,.0f}",
        str(MUST.get((result.store, page), "")),
        f"{middle / bare:.3f}",
        f"{statistics.median(r.p99 for r in rates):.1f}",
        f"{statistics.median(result.processor[page]):.2f}" if page in result.processor else "",
        str(result.statements.get(page, "")),
        str(sum(r.failures for r in rates)),
    ]
    return f"| {' | '.join(cells)} |"


def _rest(result: Results) -> str:
    return (
        f"Reply p50 / p95: {result.reply[0]:.1f} / {result.reply[1]:.1f} ms (must 10 / 20). "
        f"A thread page of 20 posts: {result.page_kb[0]:.0f} KB, packed {result.page_kb[1]:.1f} KB "
        f"(must 50 / 9). Web processes: {result.memory:.0f} MB (must 180)."
    )
