"""The requests of a real city come along as history, and take as long as anybody can recount."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import Pending, PublishedEvent
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.kernel.text import slug_of
from forum.services.actions import add_service
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.histories.cli import history
from tests.acceptance.conftest import ARCHIVES

pytestmark = pytest.mark.acceptance

TABLE = ARCHIVES.parent / "servicerequests" / "nyc311-sample.csv"
RECOUNT = Path(__file__).with_name("recount.py")
ALWAYS = {
    "zone": "America/New_York",
    "frames": {str(day): [["00:00", "24:00"]] for day in range(7)},
}
ROWS, CLOSED = 1_000, 677


@pytest.fixture
def city(app):
    """A service for each agency of the table."""
    if not TABLE.is_file():
        pytest.skip(f"NOT RUN: the real data is not there ({TABLE}). Set FOLKMOOT_DATA.")
    with TABLE.open(encoding="utf-8", newline="") as file:
        names = {row["agency_name"] for row in csv.DictReader(file)}
    words = dict.fromkeys(("summary", "owner", "phone", "place", "opening"), "-")
    promises = {"first_response_minutes": 480, "resolution_minutes": 960}
    with writing():
        for name in sorted(names):
            slug = slug_of(name, otherwise="")
            add_service(slug=slug, name=name, calendar=ALWAYS, **words, **promises)


def run(*arguments):
    done = CliRunner().invoke(history, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.output)


def brings():
    return run("add", str(TABLE), "--zone", "America/New_York", "--json")


def recounted():
    """What the script says, run as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-I", str(RECOUNT), str(TABLE)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def count(model):
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(model))


def test_it_takes_as_long_as_anybody_can_recount(city):
    told = brings()
    figures = run("figures")["figures"]

    assert told["created"] == {"request": CLOSED}
    left = {one["what"]: one["count"] for one in told["left_out"]}
    assert left["requests that are not closed"] == ROWS - CLOSED
    assert told["refusals"] == 0
    ours = [list(one.values()) for one in figures]
    assert ours == recounted()
    print(f"{len(ours)} groups, {sum(one[2] for one in ours if not one[1])} requests, all equal")


def test_bringing_it_twice_changes_nothing_and_nothing_happens(city, deliver):
    before = count(PublishedEvent)
    brings()
    once = count(Ticket), count(StateMove), run("figures")
    again = brings()
    deliver()

    assert again["created"] == {"request": 0}
    assert again["unchanged"] == {"request": CLOSED}
    assert (count(Ticket), count(StateMove), run("figures")) == once
    assert count(PublishedEvent) == before
    assert [count(model) for model in (OutgoingMail, Pending, TicketPromise)] == [0, 0, 0]
    with fresh_reading():
        assert db.query(Ticket).where(Ticket.is_live).count() == 0
        assert [finding for check in house().checks.values() for finding in check()] == []
