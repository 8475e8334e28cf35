"""`python -m bench ladder`: the nightly look at 100,000 members with 5 million events behind them.

Few people do most: of the acts of three years, member number k does a share of 1 / (k + 200). Each
look runs in a process of its own, on a filled database without web processes. The first one finds
everybody on the first rung; the second looks at everybody again; the third comes a day later, when
as much has happened as on a day before, and looks only at whoever can have moved.
"""

import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask
from sqlalchemy import select, update

from bench.load import machine
from bench.peopling import DAYS, EVENTS, MEMBERS, START, YEARS, happens, pairs, people_town
from bench.queueing import write
from bench.stores import commit
from config import Config
from forum.app import create_app
from forum.kernel import schema, tasks
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.models import LadderNight
from forum.reputation.tasks import settle_all_standings
from tests.services.postgres import new_database, running_postgres

SECRET = "the-secret-of-the-bench-is-long-enough"
MUST = {"everybody, the first time": "", "everybody": "600 s, 500 MB", "a day": "30 s, 500 MB"}


@dataclass(frozen=True)
class Look:
    """What one look took, and what it found."""

    seconds: float
    megabytes: float
    looked: int
    moved: int


def main() -> None:
    """Both stores one after the other, each told as soon as it is measured."""
    with tempfile.TemporaryDirectory(prefix="ladder-") as name:
        for place in (_on_sqlite, _on_postgres):
            with place(Path(name)) as (store, config):
                took = _filled(config)
                write(_told(store, took, _looks(config)))


def _looks(config: Config) -> dict[str, Look]:
    found = {"everybody, the first time": _look(config, 0), "everybody": _look(config, 0)}
    _in(config, lambda: happens(pairs(random.Random(2)), START, EVENTS // DAYS, days=1))
    return found | {"a day": _look(config, 1)}


def _look(config: Config, day: int) -> Look:
    """In a fresh process, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_night, (config, day))


def _night(config: Config, day: int) -> Look:
    app = create_app(config)
    with app.app_context(), time_machine.travel(START + timedelta(days=day), tick=True):
        if day == 0:
            with writing():  # as after a change of the rules
                db.execute(update(LadderNight).values(rules_version=0))
        began = time.perf_counter()
        settle_all_standings()
        while waiting := tasks.due():
            for work_id in waiting:
                tasks.run(work_id)
        seconds = time.perf_counter() - began
        with fresh_reading():
            night = db.scalars(select(LadderNight).order_by(LadderNight.id.desc())).first()
            counted = (night.looked, night.moved) if night else (0, 0)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Look(seconds, used, *counted)


def _filled(config: Config) -> float:
    began = time.perf_counter()
    Path(config.HOME).mkdir(parents=True, exist_ok=True)
    app = create_app(config)
    schema.upgrade(app)
    app.extensions["database"].dispose()
    _in(config, people_town)
    return time.perf_counter() - began


def _in(config: Config, deed: Callable[[], None]) -> None:
    app: Flask = create_app(config)
    with app.app_context(), writing():
        deed()
    app.extensions["database"].dispose()


@contextmanager
def _on_sqlite(folder: Path) -> Iterator[tuple[str, Config]]:
    yield "SQLite", Config(HOME=folder / "sqlite", SECRET_KEY=SECRET, LOG_LEVEL="error")


@contextmanager
def _on_postgres(folder: Path) -> Iterator[tuple[str, Config]]:
    with running_postgres(durable=True) as server:
        url = new_database(server)
        config = Config(HOME=folder / "postgres", SECRET_KEY=SECRET, LOG_LEVEL="error")
        yield "PostgreSQL", replace(config, DATABASE_URL=url)


def _told(store: str, took: float, looks: dict[str, Look]) -> str:
    head = f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}, the ladder, {store}"
    lines = [
        *(
            head,
            "",
            f"{MEMBERS:,} members, {EVENTS:,} events of {YEARS} years, filled in {took:.0f} s;",
        ),
        *(f"{machine()}.", "", "| who is looked at | people | rungs that moved | s | MB | must |"),
        "|---|---|---|---|---|---|",
    ]
    for name, look in looks.items():
        people = f"{look.looked:,} | {look.moved:,}"
        lines.append(
            f"| {name} | {people} | {look.seconds:.0f} | {look.megabytes:.0f} | {MUST[name]} |"
        )
    return "\n".join([*lines, "", ""])
