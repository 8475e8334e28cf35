"""`python -m bench queue`: the queue of the desk with 10,000 open tickets, on both stores.

One client asks for each page in turn, as one person at the desk does; what must hold is the 95th
percentile; the processor time of web processes and database says how it is on a machine with others
on it. A twentieth of the tickets waits for its citizen, a third is with one of 40 people.
"""

import http.client
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import insert, update

from bench.filling import MEMBERS, SECRET, add_members, open_parking
from bench.load import cpu_ms, machine, with_children
from bench.report import HEAD
from bench.stores import Store, commit, postgres_place, sqlite_place
from config import Config
from forum.accounts.current import digest
from forum.accounts.models import Member, SignIn
from forum.app import create_app
from forum.kernel import schema
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.site import describe_site
from forum.kernel.subjects import Subject
from forum.services.models import Service
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.helpdesk.references import new_reference

TICKETS = 10_000
AGENTS = 40
ROUNDS = 200
MUST = 50.0
FIRST = 1_000
PAGES = {
    "queue": "/desk",
    "queue, mine": "/desk?show=mine",
    "queue, one service and priority": "/desk?service={service}&priority=1",
    "queue, what stands still": "/desk?pace=rest",
    "many at once": "/desk/many",
    "rota": "/desk/rota",
}


def main() -> None:
    """Both stores one after the other, each told as soon as it is measured."""
    with tempfile.TemporaryDirectory(prefix="queue-") as name:
        for place in (sqlite_place, postgres_place):
            with place(Path(name), _filled) as (store, took):
                write(_told(store, took))


def _filled(facts: dict[str, str]) -> float:
    began = time.perf_counter()
    named = {key.removeprefix("FOLKMOOT_"): value for key, value in facts.items()}
    home = Path(named["HOME"])
    home.mkdir(parents=True, exist_ok=True)
    config = Config(
        HOME=home, DATABASE_URL=named.get("DATABASE_URL", ""), SECRET_KEY=named["SECRET_KEY"]
    )
    app = create_app(config)
    schema.upgrade(app)
    with app.app_context(), writing():
        describe_site(name="Folkmoot", place="Ashmere Borough")
        add_members()
        open_parking()
        _make_agents()
        _add_tickets()
    app.extensions["database"].dispose()
    return time.perf_counter() - began


def _make_agents() -> None:
    """The member of the bench is one of them, with a phone that has shown its code."""
    db.execute(update(Member).where(Member.id <= AGENTS).values(role="agent"))
    mine = update(SignIn).where(SignIn.digest == digest(SECRET))
    db.execute(mine.values(second_step_at=now()))


def _add_tickets() -> None:
    service = db.query(Service).one()
    numbers = range(TICKETS)
    db.execute(insert(Subject), [{"id": FIRST + n, "kind": "ticket"} for n in numbers])
    db.execute(insert(Ticket), [_ticket(n, service) for n in numbers])
    moves = [{"ticket_id": FIRST + n, "state": "new", "reason": "direct"} for n in numbers]
    db.execute(insert(StateMove), moves)
    calendar = {"calendar_id": service.calendar_id, "minutes": 960, "began_at": now()}
    for clock in ("first_response", "resolution"):
        rows = [{"ticket_id": FIRST + n, "clock": clock, **calendar} for n in numbers]
        db.execute(insert(TicketPromise), rows)


def _ticket(number: int, service: Service) -> dict[str, Any]:
    levels = ("low", "medium", "high")
    waits = number % 20 == 0
    return {
        "id": FIRST + number,
        "reference": new_reference(),
        "source_kind": "direct",
        "service_id": service.id,
        "trigger": "direct",
        "state": "waiting_citizen" if waits else "open",
        "impact": levels[number % 3],
        "urgency": levels[number // 3 % 3],
        "title": f"The permit of number {number} has not come",
        "opener_id": AGENTS + 1 + number % (MEMBERS - AGENTS),
        "assignee_id": 1 + number % AGENTS if number % 3 == 0 else None,
        "due_at": None if waits else now() + timedelta(minutes=number * 7919 % 20_000 - 2_000),
    }


def _told(store: Store, took: float) -> str:
    head = f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}, the queue, {store.name}"
    lines = [
        *(head, "", f"{TICKETS:,} open tickets, filled in {took:.0f} s; {machine()}.", ""),
        *("| page | median ms | p95 ms | must | CPU ms |", "|---|---|---|---|---|"),
    ]
    service, pids = _first_service(store), [*store.web, *with_children(store.database)]
    for page, path in PAGES.items():
        at = path.format(service=service)
        median, late = _milliseconds(store.url, at)
        used = cpu_ms(store.url, [at], pids, f"folkmoot={SECRET}")
        lines.append(f"| {page} | {median:.1f} | {late:.1f} | {MUST:.0f} | {used:.1f} |")
    return "\n".join([*lines, "", ""])


def _first_service(store: Store) -> int:
    app = create_app(store.config)
    with app.app_context():
        found = db.query(Service).one().id
    app.extensions["database"].dispose()
    return found


def _milliseconds(base: str, path: str) -> tuple[float, float]:
    """Median and 95th percentile of a page, one request after the other."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"folkmoot={SECRET}"})
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def write(text: str) -> None:
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text((path.read_text() if path.exists() else HEAD) + text)
    sys.stdout.write(text)
