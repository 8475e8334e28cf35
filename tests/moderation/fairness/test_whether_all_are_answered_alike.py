"""Everybody reads how long each rung waited for the first answer of the desk; few are not shown."""

import csv
import io
from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.events import acting_through
from forum.kernel.written import write_up
from forum.reputation.models import RungMove
from moderation.helpdesk import actions
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket
from moderation.helpdesk.models import Ticket
from tests.cast import make_person


@pytest.fixture
def noor(app):
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    return noor


@pytest.fixture
def answered(dev, parking, monday):
    """So many tickets of somebody, opened now and answered so many minutes later."""

    def made(who, count, *, minutes, channel="web"):
        with writing(), acting_through(channel):
            by = db.get_one(Member, who.member_id) if who else None
            ids = [_opened(by).id for _ in range(count)]
        monday.shift(timedelta(minutes=minutes))
        with writing():
            for ticket_id in ids:
                said = OfficialAnswer(write_up("It is on its way."))
                answer_ticket(db.get_one(Ticket, ticket_id), said, by=dev.member)
        monday.shift(timedelta(minutes=-minutes))

    return made


def _opened(by):
    body = write_up("It has not come.")
    return actions.open_contact(title="My permit", body=body, email="a@example.org", by=by)


def told(visitor, part):
    found = visitor.get("/quality/fairness.json").json["groups"]
    return {(one["name"], one["rung"]): one for one in found if one["part"] == part}


def test_before_any_answer_there_are_no_figures(visitor, parking):
    assert "No figures yet" in visitor.get("/quality/fairness").text
    assert visitor.get("/quality/fairness.json").json == {"groups": []}


def test_each_rung_has_its_median_and_how_likely_chance_is(visitor, ada, noor, answered):
    answered(ada, 12, minutes=90)
    answered(noor, 11, minutes=30)
    answered(None, 3, minutes=10)

    found = told(visitor, "all")
    page = visitor.get("/quality/fairness").text

    assert found["", "newcomer"]["median_minutes"] == 90
    assert found["", "advocate"]["cases_at_least"] == 10
    assert found["", "advocate"]["by_chance"] < 0.05
    assert found["", "visitor"] == {
        **{"part": "all", "name": "", "rung": "visitor", "note": "fewer than 10"},
        **{"cases_at_least": None, "median_minutes": None, "by_chance": None},
    }
    assert "1 h 30 min" in page
    assert "10 min" not in page
    assert "stood on when they asked" in page


def test_by_area_and_by_way_of_asking(visitor, ada, noor, answered):
    answered(ada, 10, minutes=60)
    answered(noor, 10, minutes=60)
    answered(ada, 10, minutes=120, channel="phone")

    assert told(visitor, "area")["Parking", "newcomer"]["median_minutes"] == 90
    ways = told(visitor, "channel")
    assert ways["web", "newcomer"]["by_chance"] == 1.0
    assert ways["phone", "newcomer"]["by_chance"] is None
    assert "On the phone: Newcomer" in visitor.get("/quality/fairness").text


def test_staff_and_old_tickets_and_those_without_an_answer_are_left_out(
    visitor, cleo, ada, answered, monday
):
    answered(ada, 10, minutes=60)
    answered(cleo, 10, minutes=5)
    with writing():
        _opened(db.get_one(Member, ada.member_id))

    found = told(visitor, "all")
    assert {key: one["cases_at_least"] for key, one in found.items()} == {("", "newcomer"): 10}

    monday.shift(timedelta(days=366))
    assert told(visitor, "all") == {}


def test_no_small_number_can_be_worked_out_from_the_others(visitor, ada, answered):
    answered(ada, 12, minutes=60)
    answered(ada, 7, minutes=60, channel="phone")

    shown = [*told(visitor, "all").values(), *told(visitor, "channel").values()]

    assert {one["cases_at_least"] for one in shown} == {10, None}


def test_the_table_says_the_same(visitor, ada, answered):
    answered(ada, 10, minutes=60)

    table = csv.DictReader(io.StringIO(visitor.get("/quality/fairness.csv").text))
    found = visitor.get("/quality/fairness.json").json["groups"]

    shown = [{k: "" if v is None else str(v) for k, v in one.items()} for one in found]
    assert list(table) == shown


@pytest.mark.parametrize(
    ("days", "stood"), [((-5,), "follower"), ((5,), "regular"), ((-9, -5, 5), "follower")]
)
def test_the_rung_is_the_one_they_stood_on_when_they_asked(visitor, ada, answered, days, stood):
    """Before that, their last step led there; after it, their first step began there."""
    answered(ada, 10, minutes=30)
    ada.stands_on(Rung.EMERITUS)
    steps = {-9: ("newcomer", "regular"), -5: ("regular", "follower"), 5: ("regular", "emeritus")}
    with writing():
        for day in days:
            before, after = steps[day]
            moved = {"from_rung": before, "to_rung": after, "why": "climbed", "rules_version": 1}
            at = now() + timedelta(days=day)
            db.add(RungMove(member_id=ada.member_id, moved_at=at, **moved))

    assert {rung for _, rung in told(visitor, "all")} == {stood}
