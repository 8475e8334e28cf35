"""`python -m bench ladder`: the nightly look at 100,000 members with 5 million events behind them.

Few people do most: of the acts of three years, member number k does a share of 1 / (k + 200). Each
look runs in a process of its own, on a filled database without web processes. The first one finds
everybody on the first rung; the second looks at everybody again; the third comes a day later, when
as much has happened as on a day before, and looks only at whoever can have moved.
"""

import itertools
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import func, insert, select, update

from bench.filling import HTML, TEXT, open_parking
from bench.load import machine
from bench.queueing import write
from bench.stores import commit
from config import Config
from forum.accounts.models import Member, Standing
from forum.app import create_app
from forum.kernel import schema, tasks
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.site import describe_site
from forum.kernel.subjects import Subject
from forum.reputation.models import LadderNight
from forum.reputation.tasks import settle_all_standings
from forum.threads.events import AnswerAccepted, AnswerThanked, ThreadAnswered, ThreadAsked
from forum.threads.models import Answer, Thread
from tests.services.postgres import new_database, running_postgres

MEMBERS, EVENTS, YEARS = 100_000, 5_000_000, 3
THREADS, ANSWERS = 50_000, 4
CHUNK = 20_000
FIRST = 1_000
START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = YEARS * 365
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
    _in(config, lambda: _happens(_pairs(random.Random(2)), START, EVENTS // DAYS, days=1))
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
    _in(config, _fill)
    return time.perf_counter() - began


def _in(config: Config, deed: Callable[[], None]) -> None:
    app: Flask = create_app(config)
    with app.app_context(), writing():
        deed()
    app.extensions["database"].dispose()


def _fill() -> None:
    describe_site(name="Folkmoot", place="Ashmere Borough")
    chance = random.Random(1)
    _in_chunks(Member, (_member(number, chance) for number in range(MEMBERS)))
    standings = ({"member_id": number + 1, **_read(chance)} for number in range(MEMBERS))
    _in_chunks(Standing, standings)
    topic_id = open_parking()
    pairs = _pairs(chance)
    _add_posts(topic_id, pairs)
    _happens(pairs, START - timedelta(days=DAYS), EVENTS, days=DAYS)
    _count_on(Subject, Member, PublishedEvent)


def _member(number: int, chance: random.Random) -> dict[str, Any]:
    name, came = f"Member {number}", START - timedelta(days=chance.randint(0, DAYS))
    return {
        **{"id": number + 1, "name": name, "name_key": name.casefold()},
        **{"email": f"m{number}@example.org", "email_key": f"m{number}@example.org"},
        **{"joined_at": came, "verified_at": came},
    }


def _read(chance: random.Random) -> dict[str, Any]:
    threads = int(chance.expovariate(1 / 6))
    read = {"threads_read": threads, "posts_read": 5 * threads, "reading_seconds": 90 * threads}
    return read | {"computed_at": START, "since": START}


def _pairs(chance: random.Random) -> Callable[[], tuple[int, int]]:
    """Two different members, the first of them more often one of the few who do most."""
    weights = list(itertools.accumulate(1 / (k + 200) for k in range(MEMBERS)))
    numbers = range(1, MEMBERS + 1)

    def pair() -> tuple[int, int]:
        busy = chance.choices(numbers, cum_weights=weights)[0]
        other = chance.randint(1, MEMBERS)
        return (busy, other) if busy != other else pair()

    return pair


def _add_posts(topic_id: int, pair: Callable[[], tuple[int, int]]) -> None:
    each = ANSWERS + 1
    ids = range(FIRST, FIRST + THREADS * each)
    kinds = ({"id": id_, "kind": "answer" if (id_ - FIRST) % each else "thread"} for id_ in ids)
    _in_chunks(Subject, kinds)
    written = {"body": TEXT, "html": HTML, "renderer": 1}
    asked = ids[::each]
    threads = (
        {"id": id_, "author_id": pair()[1], **_thread(id_, topic_id)} | written for id_ in asked
    )
    _in_chunks(Thread, threads)
    answers = (
        {"id": id_ + n, "thread_id": id_, "number": n, "author_id": pair()[0]} | written
        for id_ in asked
        for n in range(1, each)
    )
    _in_chunks(Answer, answers)


def _thread(id_: int, topic_id: int) -> dict[str, Any]:
    title = f"How do I renew permit {id_}"
    return {"topic_id": topic_id, "title": title, "slug": f"permit-{id_}", "answer_count": ANSWERS}


def _happens(pair: Callable[[], tuple[int, int]], first: datetime, many: int, *, days: int) -> None:
    """Events in the order of time: half are questions and answers, half what is said to them."""
    chance = random.Random(3)
    helpers = dict(db.execute(select(Answer.id, Answer.author_id)).all())
    answers = list(helpers)
    step = timedelta(days=days) / many
    _in_chunks(
        PublishedEvent,
        (
            _event(chance, pair(), chance.choice(answers), helpers, first + n * step)
            for n in range(many)
        ),
    )


def _event(
    chance: random.Random,
    pair: tuple[int, int],
    answer_id: int,
    helpers: dict[int, int],
    at: datetime,
) -> dict[str, Any]:
    kind = chance.choice((ThreadAsked, ThreadAnswered, AnswerThanked, AnswerAccepted)).kind
    facts = {"answer_id": answer_id, "helper_id": helpers[answer_id]}
    facts |= {"thread_id": answer_id - (answer_id - FIRST) % (ANSWERS + 1), "counts": True}
    said_by = pair[0] if kind in (ThreadAsked.kind, ThreadAnswered.kind) else pair[1]
    return {
        **{"kind": kind, "version": 1, "stream": f"thread:{facts['thread_id']}", "facts": facts},
        **{"subject_id": answer_id, "actor_id": said_by, "happened_at": at},
        **{"channel": "web", "origin": "live"},
    }


def _in_chunks(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(itertools.islice(rows, CHUNK)):
        db.execute(insert(table), chunk)


def _count_on(*tables: Any) -> None:
    """PostgreSQL's own counters know nothing of numbers that were given by hand."""
    if db.get_bind().dialect.name == "postgresql":
        for table in tables:
            highest = select(func.max(table.id)).scalar_subquery()
            counter = func.pg_get_serial_sequence(table.__tablename__, "id")
            db.execute(select(func.setval(counter, highest)))


@contextmanager
def _on_sqlite(folder: Path) -> Iterator[tuple[str, Config]]:
    yield "SQLite", Config(HOME=folder / "sqlite", SECRET_KEY=SECRET, LOG_LEVEL="error")


@contextmanager
def _on_postgres(folder: Path) -> Iterator[tuple[str, Config]]:
    with running_postgres(durable=True) as server:
        place = {"HOME": folder / "postgres", "DATABASE_URL": new_database(server)}
        yield "PostgreSQL", Config(**place, SECRET_KEY=SECRET, LOG_LEVEL="error")


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
