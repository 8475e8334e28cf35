"""`python -m bench acknowledgements`: how long people wait for the mail that says we have it.

A hundred people write by form, API and LMTP within two minutes to a demo town that has just been
started with one command; counted is the time from "accepted" to the mail in a real mail server.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bench.load import machine
from bench.report import HEAD
from bench.stores import commit
from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.accounts.tokens import issue_token
from forum.kernel.db import db, writing
from tests.races import calls
from tests.races.programs import Program
from tests.races.towns import inside
from tests.services.mailsink import Mail, running_mailsink
from tests.services.postgres import new_database, running_postgres
from tests.services.servers import free_port
from tests.services.town import Town, running_town

PEOPLE = 100
SECONDS = 120.0
PATIENCE = 60.0
MUST = 10.0
TITLE = "My parking permit has not come, number"
TEXT = "I applied three weeks ago and paid. How long does it take, and what do I do until then?"


def main() -> None:
    """On SQLite and on PostgreSQL, each told as soon as it is measured."""
    with tempfile.TemporaryDirectory(prefix="told-") as name, running_postgres() as server:
        for store, url in (("SQLite", ""), ("PostgreSQL", new_database(server))):
            _write(_told(store, _waited(Path(name) / store, url)))


def _waited(home: Path, url: str) -> dict[str, list[float]]:
    """Seconds by door; somebody who was never told waited for ever."""
    home.mkdir()
    came: dict[str, float] = {}
    with _sink(came) as smtp, _town(home, url, smtp) as (town, lmtp):
        sent = dict(_write_in(_doors(town, lmtp)))
        until = time.monotonic() + PATIENCE
        while not sent.keys() <= came.keys() and time.monotonic() < until:
            time.sleep(0.1)
    found = defaultdict(list)
    for email, (door, at) in sent.items():
        found[door].append(max(0.0, came.get(email, float("inf")) - at))
    return found


@contextmanager
def _sink(came: dict[str, float]) -> Iterator[str]:
    def note(mail: Mail) -> None:
        came.setdefault(mail.recipients[0], time.monotonic())

    with running_mailsink(after_data=note) as sink:
        yield sink.url


@contextmanager
def _town(home: Path, url: str, smtp: str) -> Iterator[tuple[Town, str]]:
    """With the demo in it before it is served: the first seconds of the worker count too."""
    lmtp = f"127.0.0.1:{free_port()}"
    mails = {"LMTP": lmtp, "MAIL_FROM": calls.DESK}
    serving = running_town(home, database_url=url, smtp_url=smtp, is_open=True, **mails)
    with serving as town:
        town.command("demo")
        town.command("settle", "--timeout", "300")
        town.kill("worker")
        town.wait_until_ready()
        yield town, lmtp


def _doors(town: Town, lmtp: str) -> dict[str, Callable[[str, str], int]]:
    with inside(town), writing():
        agent = db.scalars(select(Member).where(Member.role == Role.AGENT).limit(1)).one()
        program = Program(town, agent.id, issue_token(agent, name="bench"))
    said = {"body": TEXT, "name": "Robin"}
    return {
        "form": lambda title, email: (
            calls.by_form(town, {**said, "title": title, "email": email, "nonce": title}).status
        ),
        "API": lambda title, email: (
            program.call("POST", "/tickets", {**said, "subject": title, "email": email}).status
        ),
        "LMTP": lambda title, email: (
            calls.by_mail(lmtp, email, calls.letter(email, title, TEXT)).status
        ),
    }


def _write_in(
    doors: dict[str, Callable[[str, str], int]],
) -> Iterator[tuple[str, tuple[str, float]]]:
    """Each at a moment of its own; who was accepted, by which door, and when."""
    names, dice = list(doors), random.Random(5)
    began = time.monotonic()
    for number, moment in enumerate(sorted(dice.uniform(0, SECONDS) for _ in range(PEOPLE))):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        door, email = names[number % len(names)], f"robin.{number}@example.net"
        if doors[door](f"{TITLE} {number}", email) == 201:
            yield email, (door, time.monotonic())


def _told(store: str, waited: dict[str, list[float]]) -> str:
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [
        *(f"## {moment}, commit {commit()}, acknowledgements, {store}", ""),
        *(f"{PEOPLE} people write within {SECONDS:.0f} s; {machine()}.", ""),
        *("| door | accepted | median s | p95 s | longest s | must |", "|---|---|---|---|---|---|"),
    ]
    for door, times in [*waited.items(), ("all", [t for one in waited.values() for t in one])]:
        late = statistics.quantiles(times, n=20)[-1]
        figures = f"{statistics.median(times):.2f} | {late:.2f} | {max(times):.2f}"
        lines.append(f"| {door} | {len(times)} | {figures} | {MUST:.0f} |")
    return "\n".join([*lines, "", ""])


def _write(text: str) -> None:
    path = Path(__file__).with_name("RESULTS.md")
    path.write_text((path.read_text() if path.exists() else HEAD) + text)
    sys.stdout.write(text)
