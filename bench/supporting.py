"""Fifty threads let a thousand people support one idea: how many a second, and is each counted.

`python -m bench.supporting` measures it on a small town of its own, on both databases in turn.
"""

import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError

from bench.filling import fill
from config import Config
from forum.accounts.models import Member
from forum.app import create_app
from forum.ideas import actions
from forum.ideas.models import Idea, Support
from forum.kernel import schema
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, is_worth_another_try, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from tests.services.postgres import new_database, running_postgres
from tests.services.town import SECRET

THREADS = 50
PEOPLE = 1_000
TWICE = 100  # so many press a second time
AT_ONCE = threading.BoundedSemaphore(10)
"""A process of ours has no more than twelve connections: the other threads wait their turn."""


@dataclass(frozen=True)
class Supports:
    """All three numbers are the same when nobody was lost or counted twice.

    `cpu_ms` is what a press costs this process.
    """

    per_second: float
    cpu_ms: float
    rows: int
    people: int
    counter: int


def main(rounds: int = 3) -> None:
    """Prints a line for each round and store, with how busy the machine was."""
    print("| store | supports/s | CPU ms | rows | people | counter | load |")
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="supporting-") as name:
            _print_line("SQLite", Path(name), f"sqlite:///{name}/folkmoot.db")
        place = tempfile.TemporaryDirectory(prefix="supporting-")
        with place as name, running_postgres(durable=True) as server:
            _print_line("PostgreSQL", Path(name), new_database(server))


def many_supports(config: Config) -> Supports:
    """The rate of the action with its transaction, on the town that is there."""
    app = create_app(config)
    with app.app_context():
        people = _crowd()
        idea_id = _idea(people[0])
    presses: SimpleQueue[int] = SimpleQueue()
    for member_id in people + people[:TWICE]:
        presses.put(member_id)
    began, busy = time.perf_counter(), time.process_time()
    _press_together(app, presses, idea_id)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    pressed = PEOPLE + TWICE
    with app.app_context(), fresh_reading():
        found = Supports(pressed / seconds, 1000 * busy / pressed, *_counted(idea_id))
    app.extensions["database"].dispose()
    return found


def _press_together(app: Flask, presses: "SimpleQueue[int]", idea_id: int) -> None:
    facts = (app, presses, idea_id)
    threads = [threading.Thread(target=_press, args=facts) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _press(app: Flask, presses: "SimpleQueue[int]", idea_id: int) -> None:
    while True:
        try:
            member_id = presses.get_nowait()
        except Empty:
            return
        try:
            with AT_ONCE, app.app_context(), writing():
                actions.support(db.get_one(Idea, idea_id), by=db.get_one(Member, member_id))
        except DBAPIError as error:
            if not is_worth_another_try(error):
                raise
            presses.put(member_id)  # they press again


def _crowd() -> list[int]:
    moment = now()
    rows = [
        {
            "name": f"Supporter {number}",
            "name_key": f"supporter {number}",
            "email": f"supporter{number}@example.org",
            "email_key": f"supporter{number}@example.org",
            "verified_at": moment,
            "joined_at": moment,
        }
        for number in range(PEOPLE)
    ]
    with writing():
        return list(db.scalars(insert(Member).returning(Member.id), rows))


def _idea(author_id: int) -> int:
    with writing():
        author, topic = db.get_one(Member, author_id), db.scalars(select(Topic).limit(1)).one()
        idea = actions.propose(by=author, topic=topic, title="A bench", body=write_up("A wait."))
        idea.state, idea.published_at = "published", now()
        return idea.id


def _counted(idea_id: int) -> tuple[int, int, int]:
    mine = select(func.count(), func.count(Support.member_id.distinct()))
    rows, people = db.execute(mine.where(Support.idea_id == idea_id)).one()
    return rows, people, db.get_one(Idea, idea_id).support_count


def _print_line(store: str, home: Path, url: str) -> None:
    config = Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, LOG_LEVEL="error")
    app = create_app(config)
    schema.upgrade(app)
    fill(app)
    app.extensions["database"].dispose()
    found = many_supports(config)
    figures = f"{found.per_second:.0f} | {found.cpu_ms:.2f} | {found.rows} | {found.people}"
    print(f"| {store} | {figures} | {found.counter} | {os.getloadavg()[0]:.1f} |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
