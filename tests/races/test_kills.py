"""kill -9 of web, worker and database in the middle of it: what was accepted is there, once."""

import os
import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import update

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Role, Rung
from forum.accounts.tokens import issue_token
from forum.kernel import relay
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.house import catch_up
from forum.kernel.tasks import plan
from moderation.escalations.actions import change_rule
from moderation.escalations.queries import rule_at
from tests.cast import agreed_advocacy
from tests.conftest import ON_POSTGRES
from tests.factories import open_parking
from tests.races.auditor import faults
from tests.races.callers import ENOUGH, Callers
from tests.races.calls import DESK
from tests.races.conftest import ON_SERVER
from tests.races.crowd import crowd
from tests.races.journal import Journal
from tests.races.programs import Program
from tests.races.reckoning import lost_or_doubled, strange_acknowledgements, strange_mails
from tests.races.towns import inside, let_leases_run_out
from tests.races.townsfolk import Square, Townsfolk
from tests.services.mailsink import MailSink, running_mailsink
from tests.services.postgres import Mortal, mortal_postgres
from tests.services.servers import free_port
from tests.services.town import Town, running_town

pytestmark = pytest.mark.kills
SHORT = float(os.environ.get("FOLKMOOT_KILL_SECONDS", "30")) / (1 if ON_POSTGRES else 2)
LONG = pytest.param(300.0, marks=pytest.mark.acceptance, id="five minutes")
CREWS = 2
PARTS = ("web", "database", "worker")
DOORS = {"form", "api", "mail", "author", "staff", "advocate", "rule"}
RULE = "helpdesk.escalate_unsolved_threads"
COMING_BACK = 5.0
"""Seconds in which the web processes may still hold connections to a database that was killed."""


@dataclass
class Place:
    """A town, the database it has, and when that was away."""

    town: Town
    sink: MailSink
    lmtp: str
    server: Mortal | None
    away: list[tuple[float, float]] = field(default_factory=list)

    def kill(self, part: str) -> int:
        if part != "database":
            return self.town.kill(part)
        began = time.monotonic()
        self._kill_database()
        self.away.append((began, time.monotonic() + COMING_BACK))
        return 1

    def _kill_database(self) -> None:
        """Of a file that is everybody who holds it."""
        if self.server is None:
            assert [self.town.kill("web"), self.town.kill("worker")] != [0, 0]
            return
        self.server.kill()
        time.sleep(0.5)
        self.server.start()

    def was_away(self, moment: float) -> bool:
        return any(began <= moment <= ended for began, ended in self.away)


@pytest.fixture(params=[ON_SERVER] if ON_POSTGRES else ["sqlite", ON_SERVER])
def place(tmp_path, request):
    with ExitStack() as running:
        is_file = request.param == "sqlite"
        server = None if is_file else running.enter_context(mortal_postgres())
        sink = running.enter_context(running_mailsink())
        lmtp = f"127.0.0.1:{free_port()}"
        url, smtp = server.url if server else "", sink.url
        serving = running_town(tmp_path, database_url=url, smtp_url=smtp, LMTP=lmtp, MAIL_FROM=DESK)
        town = running.enter_context(serving)
        yield Place(town, sink, lmtp, server)


@pytest.fixture
def everybody(place, seconds):
    """Citizens who write among themselves, others who call the desk, and agents; with tokens."""
    with inside(place.town):
        open_parking()
        catch_up()  # the index looks by itself every ten minutes only
        switch_on_rule(crowd(1, role=Role.ADMIN)[0])
        look_after_rules_every_second(seconds)
        square, journal = Square(), Journal()
        tokens = {
            "citizens": programs(place.town, crowd(24)),
            "callers": programs(place.town, crowd(40)),
            "advocates": programs(place.town, advocates(16)),
            "agents": programs(place.town, crowd(2 * CREWS, role=Role.AGENT)),
        }
    return journal, list(crews(place, square, journal, tokens))


def crews(place, square, journal, tokens):
    for number in range(CREWS):
        agents = tokens["agents"][number::CREWS]
        yield Townsfolk(square, journal, tokens["citizens"][number::CREWS], agents[0], seed=number)
        caller = Callers(square, journal, tokens["callers"][number::CREWS], agents[1], seed=number)
        caller.lmtp, caller.advocates = place.lmtp, tokens["advocates"][number::CREWS]
        yield caller


def programs(town, member_ids):
    with writing():
        return [
            Program(town, id_, issue_token(db.get_one(Member, id_), name="kills"))
            for id_ in member_ids
        ]


def advocates(count):
    ids = crowd(count)
    with writing():
        for member_id in ids:
            yes = agreed_advocacy(member_id)
            rows = update(Standing).where(Standing.member_id == member_id)
            db.execute(rows.values(rung=Rung.ADVOCATE, advocacy_id=yes))
    return ids


def switch_on_rule(admin_id):
    facts: dict[str, Any] = {"is_on": True, "threshold": ENOUGH}
    with writing():
        version = rule_at("me_too", None).version
        change_rule("me_too", None, facts, by=db.get_one(Member, admin_id), version=version)


def look_after_rules_every_second(seconds):
    """The schedule would every five minutes. What is planned is due while all this goes on."""
    with writing():
        for number in range(int(seconds) + 60):
            plan(RULE, f"tick {number}", at=now() + timedelta(seconds=number))


def kill_now_and_then(place, seconds):
    """Web, database and worker in turns, when the town was up for 2 to 4 seconds; how often."""
    killed: Counter[str] = Counter()
    dice, until = random.Random(3), time.monotonic() + seconds
    for part in cycle(PARTS):
        place.town.wait_until_ready()
        time.sleep(dice.uniform(2, 4))
        if time.monotonic() > until and len(killed) == len(PARTS):
            return killed
        killed[part] += bool(place.kill(part))
    return killed


@pytest.mark.parametrize("seconds", [pytest.param(SHORT, id="some seconds"), LONG])
def test_what_was_accepted_is_there_once_whatever_is_killed(place, everybody, seconds):
    journal, busy = everybody
    for one in busy:
        one.start()
    killed = kill_now_and_then(place, seconds)
    for one in busy:
        one.end()
    place.town.wait_until_ready()

    with inside(place.town):
        with writing():
            plan(RULE, "the last", at=now())
        let_leases_run_out()
        place.town.command("settle", "--timeout", "120")

        print(dict(journal.counts), dict(killed), f"{len(place.sink.mails)} mails")
        print({door: dict(Counter(calls.values())) for door, calls in journal.calls.items()})
        assert [said for at, said in journal.faults if not place.was_away(at)] == []
        assert journal.counts["done"] > 100
        assert set(killed.elements()) == set(PARTS)
        assert {door for door, calls in journal.calls.items() if "done" in calls.values()} == DOORS
        assert [*lost_or_doubled(journal)] == []
        assert faults() == []
        assert relay.waiting() == 0
        assert '"findings": []' in place.town.command("doctor", "--json")
        assert [*strange_mails(place.sink, kills=killed["worker"] + killed["database"])] == []
        assert [*strange_acknowledgements(place.sink)] == []
