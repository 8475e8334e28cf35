"""What keeping a grown town costs, as one dated section of RESULTS.md."""

import statistics
from dataclasses import dataclass, field

from bench.supporting import Supports

COLUMNS = (
    *("store", "backup s", "backups", "MB", "restore s", "p95 alone ms", "p95 during ms"),
    *("failures", "supports/s", "rows", "people", "counter"),
)


@dataclass
class Kept:
    """What was measured on one store; times in seconds, waiting in milliseconds."""

    store: str
    restored: float = 0.0
    megabytes: float = 0.0
    backups: list[float] = field(default_factory=list)
    alone: float = 0.0
    meanwhile: float = 0.0
    failures: int = 0
    supports: Supports | None = None


def written(head: str, remark: str, kept: Kept) -> str:
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{'---|' * len(COLUMNS)}", _line(kept)]
    told = f"; {remark}" if remark else ""
    return "\n".join([f"\n## {head}{told}.\n", *lines, ""])


def _line(kept: Kept) -> str:
    cells = [
        kept.store,
        f"{statistics.median(kept.backups):.1f}",
        str(len(kept.backups)),
        f"{kept.megabytes:.1f}",
        f"{kept.restored:.1f}",
        f"{kept.alone:.0f}",
        f"{kept.meanwhile:.0f}",
        str(kept.failures),
    ]
    if kept.supports:
        s = kept.supports
        cells += [f"{s.per_second:.0f}", *map(str, (s.rows, s.people, s.counter))]
    return f"| {' | '.join(cells)} |"
