"""What a person decides on the page that says where they stand."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.models import Advocacy
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.models import RungHold, RungMove, WindowPause
from forum.reputation.queries import where_am_i
from tests.forum.people.looking import main_of


@pytest.fixture
def asked(ben):
    """Ben, whom Cleo asked; whether he has the numbers is judged elsewhere."""
    ben.stands_on(Rung.FOLLOWER)
    with writing():
        db.add(Advocacy(member_id=ben.member_id, reason="You are kind."))
    return ben


def place(who):
    with fresh_reading():
        return where_am_i(who.member_id)


def test_a_pause_is_chosen_and_ended_on_the_page(ben):
    ben.stands_on(Rung.FOLLOWER)

    paused = ben.post("/me/pause", months="3", follow=True)
    assert "Your time stands still until" in paused.text
    assert place(ben).rests_until - now() > timedelta(days=89)

    again = ben.post("/me/pause", months="0", follow=True)
    assert "The time counts again." in again.text
    assert place(ben).rests_until is None


def test_ending_what_does_not_run_is_harmless(ben):
    ben.stands_on(Rung.FOLLOWER)

    assert ben.post("/me/pause", months="0").status_code == 303


@pytest.mark.parametrize("months", ["", "7", "-1", "12; drop", "1" * 400])
def test_only_the_months_we_offer(ben, months):
    ben.stands_on(Rung.FOLLOWER)

    refused = ben.post("/me/pause", months=months)

    assert refused.status_code == 422
    assert "Choose how long" in refused.text


def test_a_second_year_in_a_row_is_refused_in_plain_words(ben):
    ben.stands_on(Rung.FOLLOWER)
    began, ended = now() - timedelta(days=366), now() - timedelta(days=1)
    with writing():
        db.add(WindowPause(member_id=ben.member_id, began_at=began, ends_at=ended))

    assert "12 months can be paused" in ben.post("/me/pause", months="1").text


def test_under_18_there_is_nothing_to_pause(ben):
    with writing():
        ben.member.is_under_18 = True

    assert "There is nothing to pause" in ben.post("/me/pause", months="3").text


def test_a_visitor_decides_nothing(visitor):
    assert visitor.post("/me/pause", months="3").status_code in (401, 302, 303)
    assert visitor.post("/me/advocacy", wanted="yes").status_code in (401, 302, 303)


def test_whoever_was_asked_reads_why_and_says_no(asked):
    page = main_of(asked.get("/me/where"))
    assert "We would like you as an Advocate" in page
    assert "You are kind." in page

    asked.post("/me/advocacy", wanted="no")

    assert place(asked).offer is None
    assert "We would like you as an Advocate" not in main_of(asked.get("/me/where"))


def test_whoever_was_not_asked_is_told_so(ben):
    ben.stands_on(Rung.FOLLOWER)

    assert "Nobody has asked you" in ben.post("/me/advocacy", wanted="yes").text


def test_an_advocate_steps_back_with_one_press_and_twice_is_harmless(ben):
    ben.stands_on(Rung.ADVOCATE)
    assert "Step back" in main_of(ben.get("/me/where"))

    ben.post("/me/advocacy", wanted="no")
    ben.post("/me/advocacy", wanted="no")

    assert place(ben).rung == Rung.EMERITUS
    with fresh_reading():
        assert len(db.scalars(select(RungMove.id)).all()) == 1


def test_the_day_on_which_tools_rest_stands_on_the_page(ben, deliver):
    ben.stands_on(Rung.FOLLOWER)
    deliver()

    page = main_of(ben.get("/me/where"))

    assert "Your extra tools will rest from" in page
    assert "come back after you have helped again" in page


def test_each_step_stands_on_the_page(ben):
    with writing():
        said = {"why": "climbed", "rules_version": 1}
        ben.member.standing.rung = Rung.REGULAR
        db.add(RungMove(member_id=ben.member_id, from_rung="newcomer", to_rung="regular", **said))

    page = main_of(ben.get("/me/where"))

    assert "How you came here" in page
    assert "You did what it asks for" in page


def test_held_by_staff_one_is_told_so_and_not_the_reason_of_others(ben, cleo):
    ben.stands_on(Rung.FOLLOWER)
    with writing():
        held = {"rung": Rung.FOLLOWER, "reason": "Runs a club.", "held_by_id": cleo.member_id}
        db.add(RungHold(member_id=ben.member_id, **held))

    assert "Staff have set where you stand" in main_of(ben.get("/me/where"))


def test_the_api_says_the_same(ben):
    ben.stands_on(Rung.FOLLOWER)
    ben.post("/me/pause", months="1")

    standing = ben.api("GET", "/me").json["standing"]

    assert standing["rests_until"]
    assert standing["falls_at"] is None
    assert standing["is_held"] is False
