"""Closed requests come along as history: counted, never acted on, and once."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from forum.imports.records import ArchiveUnreadable
from forum.kernel.db import db, fresh_reading
from forum.kernel.errors import Invalid
from forum.kernel.events import Pending, PublishedEvent
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise
from moderation.histories.cli import history
from tests.moderation.catalogue.conftest import words_of

ROWS = """\
unique_key,created_date,closed_date,agency_name,complaint_type,descriptor,incident_address
1,2025-03-03T09:00:00,2025-03-03T10:00:00,Parking,Pothole,Deep one,1 Elm Street
2,2025-03-03T09:00:00,2025-03-03T12:00:00,Parking,Pothole,,
3,2025-03-03T09:00:00,2025-03-04T09:00:00,Parking,Graffiti,On a wall,
4,2025-03-03T09:00:00,,Parking,Pothole,Still open,
5,2025-03-03T09:00:00,2025-03-02T09:00:00,Parking,Pothole,Before its time,
6,yesterday,2025-03-02T09:00:00,Parking,Pothole,No day,
7,2025-03-03T09:00:00,2025-03-03T09:30:00,Somebody else,Noise,Loud,
8,2025-03-03T09:00:00,2036-03-03T09:30:00,Parking,Noise,Loud,
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "requests.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def brings(app, parking, table):
    """What `folkmoot history add` says about the table."""

    def bring(*more):
        done = CliRunner().invoke(
            history, ["add", str(table), "--json", *more], catch_exceptions=False
        )
        return json.loads(done.output)

    return bring


def count(model):
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(model))


def figures():
    done = CliRunner().invoke(history, ["figures"], catch_exceptions=False)
    return {(one["service"], one["what"]): one for one in json.loads(done.output)["figures"]}


def test_closed_requests_become_closed_tickets(brings):
    told = brings()

    assert told["created"] == {"request": 3}
    with fresh_reading():
        tickets = db.query(Ticket).order_by(Ticket.id).all()
    assert [ticket.title for ticket in tickets] == [
        "Pothole: Deep one",
        "Pothole",
        "Graffiti: On a wall",
    ]
    assert {(t.state, t.is_live, t.trigger) for t in tickets} == {("resolved", False, "import")}
    assert all(t.contact_email is None and t.opener_id is None for t in tickets)


def test_what_cannot_be_used_is_said_row_by_row(brings):
    told = brings()

    whys = {one["where"].rpartition(" ")[2]: one["why"] for one in told["refused"]}
    assert whys == {
        "6": "It was closed before it was opened.",
        "7": "“opened_at” is not a date and time.",
        "8": "There is no service of this name here. Add it, or name one with --service.",
        "9": "It was closed at a moment that is still to come.",
    }
    left = {one["what"]: one["count"] for one in told["left_out"]}
    assert left == {"requests that are not closed": 1, "columns": 1}


def test_a_service_can_be_named_for_the_rest(brings):
    assert brings("--service", "parking")["created"] == {"request": 4}


def test_a_service_that_is_not_there_is_refused(brings):
    with pytest.raises(Invalid, match="There is no service with this name"):
        brings("--service", "dragons")


def test_bringing_them_twice_changes_nothing(brings):
    brings()
    before = count(Ticket), count(StateMove), figures()

    again = brings()

    assert again["created"] == {"request": 0}
    assert again["unchanged"] == {"request": 3}
    assert (count(Ticket), count(StateMove), figures()) == before


def test_nobody_is_mailed_nothing_is_promised_and_no_clock_fires(brings, deliver):
    before = count(PublishedEvent)
    brings()
    deliver()

    assert count(OutgoingMail) == 0
    assert count(TicketPromise) == 0
    assert count(Pending) == 0
    assert count(PublishedEvent) == before


def test_the_house_finds_nothing_wrong_with_them(brings):
    brings()

    with fresh_reading():
        found = [finding for check in house().checks.values() for finding in check()]
    assert found == []


def test_moments_without_a_zone_are_by_the_clock_of_the_place_or_of_the_one_named(brings, table):
    brings()
    brings_elsewhere = table.with_name("elsewhere.csv")
    brings_elsewhere.write_text(ROWS, encoding="utf-8")
    CliRunner().invoke(
        history,
        ["add", str(brings_elsewhere), "--zone", "America/New_York"],
        catch_exceptions=False,
    )

    with fresh_reading():
        hours = {ticket.opened_at.hour for ticket in db.query(Ticket)}
    assert hours == {9, 14}


def test_how_long_they_took_stands_by_service_and_type(brings, adam):
    brings()

    told = figures()
    assert (
        told["Parking", "Pothole"] | {"cases": 2, "half": 7200.0, "nine": 10800.0}
        == told["Parking", "Pothole"]
    )
    assert told["Parking", ""]["cases"] == 3
    words = words_of(adam.get("/desk/history"))
    assert "Pothole 2 2 h 3 h None" in words


def test_only_managers_look_at_it(ada, dev, visitor, brings):
    assert ada.get("/desk/history").status_code == 403
    assert dev.get("/desk/history").status_code == 403
    assert visitor.get("/desk/history").status_code == 401


def test_before_anything_came_the_page_says_how(adam, parking):
    assert "Nothing was brought along yet" in words_of(adam.get("/desk/history"))


def test_the_desk_can_open_one_though_nothing_was_promised(brings, dev, adam):
    brings()
    with fresh_reading():
        reference = db.query(Ticket).order_by(Ticket.id).all()[0].reference

    at_desk = dev.get(f"/desk/tickets/{reference}", follow_redirects=True)
    shown = adam.get(f"/tickets/{reference}")

    assert at_desk.status_code == shown.status_code == 200
    assert "nothing was promised" in words_of(shown)
    assert adam.get(f"/tickets/{reference}/promise").status_code == 200
    assert adam.api("GET", f"/tickets/{reference}").status_code == 200


def test_a_table_without_the_columns_is_refused_whole(brings, table):
    table.write_text("id,title\n1,Hello\n", encoding="utf-8")

    with pytest.raises(ArchiveUnreadable, match="“opened_at”, “closed_at”, “type”"):
        brings()
