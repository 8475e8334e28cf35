"""The same from programs."""

import pytest

from forum.accounts.standing import Rung

NEW = {"title": "A bench at the stop", "body": "It is a **long** wait.", "topic": "parking"}
NO = {"stage": "declined", "reason": "too_costly", "summary": "It costs too much."}


def test_an_idea_is_put_forward_and_read(ada, visitor, parking):
    ada.stands_on(Rung.REGULAR)

    made = ada.api("POST", "/ideas", **NEW)

    assert made.status_code == 201
    read = visitor.get(f"/api/v1/ideas/{made.json['id']}").json
    assert read == made.json
    assert (read["stage"], read["state"], read["support_count"]) == ("open", "published", 0)
    path = read["url"].removeprefix(visitor.app.config["BASE_URL"])
    assert visitor.get(path).status_code == 200


def test_a_newcomers_first_idea_is_held(ben, visitor, parking):
    made = ben.api("POST", "/ideas", **NEW)

    assert made.json["state"] == "held"
    assert visitor.get(f"/api/v1/ideas/{made.json['id']}").status_code == 404


def test_support_is_put_and_deleted_and_twice_is_harmless(ben, idea_id):
    for _ in range(2):
        assert ben.api("PUT", f"/ideas/{idea_id}/support").status_code == 204
    assert ben.api("GET", f"/ideas/{idea_id}").json["support_count"] == 1

    for _ in range(2):
        assert ben.api("DELETE", f"/ideas/{idea_id}/support").status_code == 204
    assert ben.api("GET", f"/ideas/{idea_id}").json["support_count"] == 0


def test_a_decision_with_its_reply(pia, visitor, idea_id):
    answer = pia.api("PUT", f"/ideas/{idea_id}/decision", **NO, details="See **page 3**.")

    assert answer.status_code == 200
    idea = visitor.get(f"/api/v1/ideas/{idea_id}").json
    assert idea["stage"] == "declined"
    assert idea["moves"][0]["reason"] == "too_costly"
    assert idea["moves"][0]["text"] == "It costs too much."
    assert idea["reply"]["summary"] == "It costs too much."
    assert idea["reply"]["details"] == "See **page 3**."


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"reason": ""}, 422),
        ({"summary": ""}, 422),
        ({"summary": "a" * 201}, 422),
        ({"stage": "merged"}, 422),
        ({"stage": "delivered", "reason": "done"}, 403),
    ],
)
def test_a_decision_that_cannot_be(pia, idea_id, change, status):
    answer = pia.api("PUT", f"/ideas/{idea_id}/decision", **NO | change)

    assert answer.status_code == status
    assert answer.content_type.startswith("application/problem+json")


def test_others_do_not_decide(ada, dev, idea_id):
    for somebody in (ada, dev):
        assert somebody.api("PUT", f"/ideas/{idea_id}/decision", **NO).status_code == 403


@pytest.mark.parametrize("order", ["fair", "rising", "top", "new"])
def test_the_lists(visitor, ideas_of, order):
    ids = {ideas_of(f"Idea number {n}") for n in range(3)}

    listed = visitor.get(f"/api/v1/ideas?order={order}").json

    assert {idea["id"] for idea in listed["items"]} == ids
    assert listed["next"] is None
    assert visitor.get("/api/v1/ideas?order=loudest").status_code == 422
