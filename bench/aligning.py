"""`python -m bench alignment`: how our rungs line up with the trust levels of a Discourse forum.

The archive, whose folder FOLKMOOT_BENCH_ARCHIVE names, carries the level that Discourse gave each
author. It is imported into SQLite, where people stand on the rung that our rules give them for
what the archive knows, as of its last day. The figures are told, and nothing is tuned to them.
"""

import os
import statistics
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bench.keeping import ARCHIVE, imported
from bench.queueing import write
from bench.stores import commit
from config import Config
from forum.accounts.models import Standing
from forum.accounts.standing import Rung
from forum.app import create_app
from forum.imports import discourse
from forum.imports.actions.known import MEMBER
from forum.imports.models import ImportedKey
from forum.imports.records import Person
from forum.kernel.db import db, fresh_reading
from forum.reputation.models import Award

LEVELS = range(5)
RUNGS = (Rung.NEWCOMER, Rung.REGULAR, Rung.FOLLOWER, Rung.ADVOCATE)
SECRET = "the-secret-of-the-bench-is-long-enough"
WHY = """Why they differ: a trust level is mostly reading. Levels 1 and 2 ask for topics
entered, posts and minutes read, and days visited, and an archive holds none of that, so whoever
only read stands on our first rung here. Level 3 looks at likes and visits of the last 100 days
of whoever is active then; our Follower asks for different people helped within 180 days, and on
the last day of an archive that faded out hardly anybody was helping. Ours counts answers that
were accepted: the forum marked solutions in a part of its topics only. Levels 1 and 2 are never
lost there, and a Regular is one for good here; everything above is lost in both. Nothing was
tuned to this table."""


def main() -> None:
    archive = os.environ.get(ARCHIVE)
    if not archive:
        raise SystemExit(f"{ARCHIVE} names the folder of a Discourse archive.")
    with tempfile.TemporaryDirectory(prefix="alignment-") as name:
        home = Path(name) / "town"
        took = imported(archive, {"FOLKMOOT_HOME": str(home), "FOLKMOOT_SECRET_KEY": SECRET})
        pairs, helped = _pairs(archive, Config(HOME=home, SECRET_KEY=SECRET, LOG_LEVEL="error"))
    write(_told(pairs, helped, took))


def rank_correlation(pairs: Sequence[tuple[int, int]]) -> float:
    """Spearman's rho with the mean rank for ties: the correlation of the ranks."""
    firsts, seconds = zip(*pairs, strict=True)
    return statistics.correlation(_ranks(firsts), _ranks(seconds))


def _ranks(values: Sequence[int]) -> list[float]:
    counts, below, ranks = Counter(values), 0, {}
    for value in sorted(counts):
        ranks[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    return [ranks[value] for value in values]


def _pairs(archive: str, config: Config) -> tuple[list[tuple[int, int]], set[int]]:
    """Level and rung of each person, as numbers; and which of them have a line in our ledger."""
    levels = {
        record.key: record.trust_level
        for record in discourse.read(Path(archive))
        if isinstance(record, Person) and record.trust_level is not None
    }
    app = create_app(config)
    with app.app_context(), fresh_reading():
        keys = select(ImportedKey.key, ImportedKey.target_id).where(ImportedKey.kind == MEMBER)
        ids = {key: member_id for key, member_id in db.execute(keys) if key in levels}
        stands = dict(db.execute(select(Standing.member_id, Standing.rung)).tuples().all())
        earned = set(db.scalars(select(Award.member_id).distinct()))
    app.extensions["database"].dispose()
    found = [
        (levels[key] or 0, RUNGS.index(Rung(stands.get(id_, Rung.NEWCOMER))), id_)
        for key, id_ in ids.items()
    ]
    helped = {at for at, (_, _, id_) in enumerate(found) if id_ in earned}
    return [(level, rung) for level, rung, _ in found], helped


def _told(pairs: Sequence[tuple[int, int]], helped: set[int], took: float) -> str:
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    active = [pairs[at] for at in sorted(helped)]
    lines = [
        *(f"## {day} UTC, commit {commit()}, rungs beside trust levels", ""),
        f"{len(pairs):,} authors of a Discourse archive, imported in {took:.0f} s. Spearman's rank",
        f"correlation of level and rung: {rank_correlation(pairs):.2f}; among the {len(active):,}",
        f"who have a line in our ledger: {rank_correlation(active):.2f}.",
        "",
        *_table(Counter(pairs)),
        *("", WHY, "", ""),
    ]
    return "\n".join(lines)


def _table(counts: Mapping[tuple[int, int], int]) -> list[str]:
    head = " | ".join(str(rung) for rung in RUNGS)
    rows = [
        f"| level {level} | "
        + " | ".join(str(counts.get((level, rung), 0)) for rung in range(len(RUNGS)))
        + " |"
        for level in LEVELS
    ]
    return [f"| Discourse | {head} |", "|---|" + "---|" * len(RUNGS), *rows]
