"""Putting an idea forward: one at a time at first, the first one read by staff."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.ideas import actions
from forum.ideas.models import Idea
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused, TooMany

FORM = {
    "title": "A water fountain by the playground",
    "body": "The nearest tap is in the café, and that shuts at three.",
    "topic": "parking",
}


def test_a_newcomers_first_idea_waits_for_the_policy_team(ben, visitor, held_id, idea_now):
    assert idea_now(held_id).state == "held"

    path = f"/ideas/{held_id}-later-buses-on-friday"
    assert "It does not show yet" in ben.get(path).text
    assert visitor.get(path).status_code == 404
    assert "Later buses" not in visitor.get("/ideas?order=new").text


def test_staff_see_it_while_they_may_act_and_not_while_they_are_suspended(pia, held_id):
    path = f"/ideas/{held_id}-later-buses-on-friday"
    seen = pia.get(path), pia.api("GET", f"/ideas/{held_id}")
    with writing():
        db.get_one(Member, pia.member_id).suspended_until = now() + timedelta(days=1)

    late = pia.get(path), pia.api("GET", f"/ideas/{held_id}")

    assert [answer.status_code for answer in seen] == [200, 200]
    assert [answer.status_code for answer in late] == [404, 404]


def test_it_shows_once_staff_have_read_it(ben, pia, visitor, held_id, idea_now):
    listed = pia.get("/ideas/review").text

    pia.post(f"/ideas/{held_id}/showing", wanted="yes")

    assert "Later buses on Friday" in listed
    assert idea_now(held_id).state == "published"
    assert "Later buses on Friday" in visitor.get("/ideas?order=new").text


def test_a_newcomer_has_one_idea_at_a_time(ben, held_id, proposes):
    with pytest.raises(Refused, match="one at a time"):
        proposes(ben, "A second one")


def test_the_second_idea_of_a_newcomer_shows_at_once(
    ben, pia, held_id, proposes, decides, idea_now
):
    pia.post(f"/ideas/{held_id}/showing", wanted="yes")
    decides(pia, held_id, "declined", reason="too_costly", summary="It costs too much.")

    assert idea_now(proposes(ben, "A second one")).state == "published"


def test_a_regulars_idea_shows_at_once_and_more_are_welcome(ada, idea_id, proposes, idea_now):
    second_id = proposes(ada, "A roof over the stop")

    assert idea_now(idea_id).state == idea_now(second_id).state == "published"


def test_there_is_a_limit_for_one_day(ada, idea_id, proposes):
    for n in range(4):
        proposes(ada, f"Bench number {n}")

    with pytest.raises(TooMany):
        proposes(ada, "One too many")


def test_the_same_form_sent_twice_makes_one_idea(ada, parking):
    ada.stands_on(Rung.REGULAR)

    first = ada.post("/ideas", **FORM)
    second = ada.post("/ideas", **FORM)

    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert db.query(Idea).count() == 1


def test_a_faulty_form_keeps_the_text(ada, parking):
    answer = ada.post("/ideas", **FORM | {"topic": "nothing"})

    assert answer.status_code == 422
    assert "The nearest tap" in answer.text


def test_a_visitor_can_look_at_the_form_and_signs_in_to_send_it(visitor, parking):
    assert "You are not signed in" in visitor.get("/ideas/new").text
    assert visitor.post("/ideas", **FORM).status_code == 401


def test_a_paused_account_cannot_put_ideas_forward(max_, parking):
    assert max_.post("/ideas", **FORM).status_code == 403


def test_the_author_takes_an_idea_back(ada, ben, idea_id, idea_now):
    refused = ben.post(f"/ideas/{idea_id}/withdrawal")

    ada.post(f"/ideas/{idea_id}/withdrawal")
    ada.post(f"/ideas/{idea_id}/withdrawal")

    assert refused.status_code == 403
    assert idea_now(idea_id).stage == "withdrawn"
    assert "took it back" in ben.get(f"/ideas/{idea_id}-a-bench-at-the-stop").text


def test_a_decided_idea_is_not_taken_back(ada, pia, idea_id, decides):
    decides(pia, idea_id, "declined", reason="too_costly", summary="It costs too much.")

    assert ada.post(f"/ideas/{idea_id}/withdrawal").status_code == 403


def test_staff_take_an_idea_out_of_sight_and_put_it_back(
    ben, cleo, ada, visitor, idea_id, idea_now
):
    path = f"/ideas/{idea_id}-a-bench-at-the-stop"

    refused = ben.post(f"/ideas/{idea_id}/showing", wanted="no")
    cleo.post(f"/ideas/{idea_id}/showing", wanted="no")

    assert refused.status_code == 403
    assert visitor.get(path).status_code == 410
    assert "does not show" in ada.get(path).text

    cleo.post(f"/ideas/{idea_id}/showing", wanted="yes")
    assert visitor.get(path).status_code == 200


def test_the_desk_does_not_keep_order_among_ideas(dev, idea_id):
    with pytest.raises(Refused), writing():
        actions.hide(db.get_one(Idea, idea_id), by=dev.member)


def test_an_old_or_wrong_address_leads_to_the_idea(visitor, idea_id):
    answer = visitor.get(f"/ideas/{idea_id}-something-else")

    assert answer.status_code == 301
    assert answer.location.endswith(f"/ideas/{idea_id}-a-bench-at-the-stop")


def test_ones_own_page_shows_ones_own_ideas_and_where_they_stand(ada, ben, idea_id, held_id):
    mine, bens = ada.get("/me").text, ben.get("/me").text

    assert f"/ideas/{idea_id}-a-bench-at-the-stop" in mine
    assert "Later buses" not in mine
    assert f"/ideas/{held_id}-later-buses-on-friday" in bens
    assert "Does not show" in bens
