"""Where one stands: only ever one's own page, and only once there is something to show."""

import re

import pytest

from forum.accounts.standing import Rung
from forum.kernel.db import db, writing
from forum.threads.models import Thread
from tests.forum.people.looking import LADDER_WORDS, main_of


def test_a_newcomer_who_asks_where_they_are_is_told_how_it_begins(ada):
    page = main_of(ada.get("/me/where"))

    assert "When an answer of yours has helped somebody" in page
    assert not [word for word in LADDER_WORDS if word in page]


def test_where_one_is_what_is_next_and_what_is_missing(ben, helped):
    page = main_of(ben.get("/me/where"))

    assert "You are a Regular." in page
    assert "You helped one person in the last 180 days." in page
    assert "To become a Follower" in page
    assert re.search(r"People you helped</span><b>1 of 5", page)
    assert re.search(r"Days you took part</span><b>1 of 6", page)
    assert "Nobody is answered sooner" in page


def test_the_number_and_where_it_comes_from(ben, thread_id, helped):
    page = main_of(ben.get("/me/where"))

    assert "Reputation: 15" in page
    assert f'Your answer solved it: <a href="/threads/{thread_id}-my-permit-is-lost">' in page
    assert '<td class="n">+15</td>' in page


def test_the_title_of_a_question_that_was_hidden_does_not_show(ben, thread_id, helped):
    with writing():
        db.get_one(Thread, thread_id).state = "hidden"

    page = main_of(ben.get("/me/where"))

    assert "Your answer solved it" in page
    assert "My permit is lost" not in page


@pytest.mark.parametrize(
    ("rung", "sentence"),
    [
        (Rung.REGULAR, "To become a Follower"),
        (Rung.FOLLOWER, "To stay a Follower"),
        (Rung.FOLLOWER, "To become an Advocate"),
        (Rung.ADVOCATE, "You are an Advocate."),
        (Rung.EMERITUS, "You were an Advocate, and keep the mark."),
    ],
)
def test_every_rung_has_its_page(ben, rung, sentence):
    ben.stands_on(rung)

    page = main_of(ben.get("/me/where"))

    assert sentence in page
    assert page.count('aria-current="step"') == 1


def test_a_newcomer_who_helped_sees_both_ways_up(ada, app, ben, helped):
    with writing():
        ben.member.standing.rung = Rung.NEWCOMER

    page = main_of(ben.get("/me/where"))

    assert "And this" in page
    assert "Or this" in page
    assert "Minutes of reading" in page


def test_people_under_18_have_no_ladder(ben, helped):
    with writing():
        ben.member.is_under_18 = True

    page = main_of(ben.get("/me"))

    assert "One of your answers has helped somebody." in page
    assert "/me/where" not in page
    assert "/members/" not in page
    assert ben.get("/me/where").status_code == 404


def test_the_api_tells_me_each_requirement(app, ben, helped):
    me = ben.api("GET", "/me").get_json()

    assert me["name"] == "Ben Hallam"
    assert me["url"] == f"{app.config['BASE_URL']}/me"
    assert (me["rung"], me["reputation"]) == ("regular", 15)
    assert me["standing"]["next"] == "follower"
    assert me["standing"]["requirements"][0] == {
        "name": "people_helped",
        "have": 1,
        "of": 5,
        "at_most": False,
        "way": "",
        "is_met": False,
    }


def test_the_api_gives_people_under_18_no_rung(ben, helped):
    with writing():
        ben.member.is_under_18 = True

    me = ben.api("GET", "/me").get_json()

    assert (me["rung"], me["standing"]) == (None, None)


def test_the_api_asks_for_a_token(visitor):
    answer = visitor.get("/api/v1/me")

    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
