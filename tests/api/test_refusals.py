"""How the API says no: a problem (RFC 9457) with a sentence that a person can be shown."""

from typing import Any

import pytest

from forum.accounts.standing import Rung
from tests.api.conftest import PREFIX, PROBLEM, calls_of, who_may
from tests.api.described import calls_in, fine, with_part

SOUND = {"type", "title", "status", "detail", "instance", "request_id"}
QUESTION = {"title": "My permit is lost", "body": "It never came.", "topic": "parking"}

NOT_FOR_ADA: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/tickets", {}),
    ("PUT", "/tickets/{reference}/assignee", {"assignee": "me"}),
    ("POST", "/threads/{thread_id}/escalation", {"impact": "high"}),
    ("POST", "/threads/{thread_id}/escalation", {"urgency": "high"}),
    ("PUT", "/tickets/{reference}/state", {"state": "resolved"}),
    ("POST", "/tickets/{reference}/messages", {"body": "We did.", "visibility": "public"}),
    ("POST", "/tickets/{reference}/messages", {"body": "Note.", "visibility": "internal"}),
    ("POST", "/threads/{thread_id}/answers", {"body": "We did.", "official": True}),
    ("PATCH", "/answers/{answer_id}", {"body": "Never ask."}),
    ("DELETE", "/answers/{answer_id}", {}),
    ("PUT", "/answers/{answer_id}/vote", {"value": -1}),
    ("PUT", "/threads/{thread_id}/vote", {"value": 1}),
]
NOT_FOR_BEN: list[tuple[str, str, dict[str, Any]]] = [
    ("PUT", "/threads/{thread_id}/solution", {"answer_id": "{answer_id}"}),
    ("DELETE", "/threads/{thread_id}/solution", {}),
    ("PATCH", "/threads/{thread_id}", {"title": "Never mind"}),
    ("DELETE", "/threads/{thread_id}", {}),
    ("PATCH", "/comments/{comment_id}", {"body": "Never mind."}),
    ("DELETE", "/comments/{comment_id}", {}),
    ("PUT", "/answers/{answer_id}/thanks", {}),
    ("POST", "/threads/{thread_id}/escalation", {"reason": "It is not mine."}),
]
FOR_THE_PAUSED = [
    *("/threads", "/threads/{thread_id}/answers", "/answers/{answer_id}/comments"),
    *("/answers/{answer_id}/thanks", "/threads/{thread_id}/me-too", "/answers/{answer_id}/vote"),
    *("/threads/{thread_id}/vote", "/threads/{thread_id}/escalation"),
]
FAULTY: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("POST", "/threads", {}, {"title", "body", "topic"}),
    ("POST", "/threads", QUESTION | {"title": " ", "body": 7}, {"title", "body"}),
    ("POST", "/threads", QUESTION | {"tags": ["fine", "<b>"]}, {"tags.1"}),
    ("POST", "/threads/{thread_id}/answers", {"body": "x" * 30_001}, {"body"}),
    ("PATCH", "/threads/{thread_id}", {"revision": 0}, {"revision"}),
    ("PUT", "/threads/{thread_id}/solution", {"answer_id": "7"}, {"answer_id"}),
    ("PUT", "/answers/{answer_id}/vote", {"value": 2}, {"value"}),
    ("POST", "/threads/{thread_id}/escalation", {"impact": "huge"}, {"impact"}),
    ("POST", "/tickets", {"kind": "gossip"}, {"subject", "body", "email", "kind"}),
    ("GET", "/threads?state=lost", {}, {"state"}),
]


def refused(answer, status, *, more=frozenset()):
    """The problem, once it is clear that it is one."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == PROBLEM
    problem = answer.json
    assert problem.keys() == SOUND | more
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"]
    assert problem["detail"].endswith(".")
    assert problem["instance"].startswith(PREFIX)
    return problem


def test_without_a_token_nobody_does_what_members_do(spec, nobody, samples):
    closed = [
        (method, path, schema)
        for method, path, schema in calls_in(spec)
        if spec["paths"][f"{PREFIX}{path}"][method.lower()]["security"][0]
    ]

    assert len(closed) > 25
    for method, path, schema in closed:
        answer = nobody(method, samples.address(path), **fine(schema))

        assert refused(answer, 401)["instance"] == f"{PREFIX}{samples.address(path)}"
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_thing_that_is_not_there_is_missing(spec, devs, pias):
    for method, path, schema in calls_in(spec):
        if "{" in path:
            calls = who_may(path, adas=devs, devs=devs, pias=pias)
            refused(calls(method, with_part(path, "987654321"), **fine(schema)), 404)


def test_an_address_or_a_method_that_is_not_there_is_a_problem_too(adas, parking):
    refused(adas("GET", "/nothing"), 404)
    answer = adas("DELETE", "/threads")

    refused(answer, 405)
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_a_refusal_is_in_the_language_that_was_asked_for(nobody):
    for asked, title, detail in (
        ("cy", "Something needs to be changed", "Ni ellir defnyddio"),
        ("en", "Something needs to be changed", "Some of what was sent"),
    ):
        answer = nobody("GET", "/threads?state=lost", raw={"headers": {"Accept-Language": asked}})
        problem = refused(answer, 422, more={"errors"})

        assert problem["detail"].startswith(detail)
        assert (problem["title"] == title) is (asked == "en")


def test_ada_may_not_do_what_is_for_others(adas, samples):
    for method, path, sent in NOT_FOR_ADA:
        refused(adas(method, samples.address(path), **sent), 403)


def test_ben_may_not_do_what_is_adas(bens, samples):
    for method, path, sent in NOT_FOR_BEN:
        body = {name: samples.answer_id if name == "answer_id" else sent[name] for name in sent}

        refused(bens(method, samples.address(path), **body), 403)


def test_who_is_suspended_reads_but_writes_nothing(spec, max_, samples):
    calls = calls_of(max_)

    assert calls("GET", f"/threads/{samples.thread_id}").status_code == 200
    for method, path, schema in calls_in(spec):
        if path in FOR_THE_PAUSED and method in ("POST", "PUT"):
            refused(calls(method, samples.address(path), **fine(schema)), 403)


def test_a_change_made_from_an_old_reading_shows_both_texts(adas, bens, samples):
    changes = {
        f"/threads/{samples.thread_id}": adas,
        f"/answers/{samples.answer_id}": bens,
        f"/comments/{samples.comment_id}": adas,
    }
    for path, calls in changes.items():
        calls("PATCH", path, body="The first text.", revision=1)

        problem = refused(
            calls("PATCH", path, body="The second text.", revision=1),
            409,
            more={"theirs", "yours"},
        )

        assert (problem["theirs"], problem["yours"]) == ("The first text.", "The second text.")


def test_a_ticket_somebody_holds_is_not_taken(devs, adam, samples):
    devs("PUT", f"/tickets/{samples.reference}/assignee", assignee="me")

    answer = calls_of(adam)("PUT", f"/tickets/{samples.reference}/assignee", assignee="me")

    assert "Dev Patel" in refused(answer, 409)["detail"]


def test_what_is_wrong_is_said_field_by_field(adas, samples):
    for method, path, sent, faulty in FAULTY:
        problem = refused(adas(method, samples.address(path), **sent), 422, more={"errors"})

        assert problem["errors"].keys() == faulty, f"{method} {path}"
        assert all(sentence.endswith(".") for sentence in problem["errors"].values())


def test_a_place_in_a_list_that_we_did_not_name_is_refused(nobody, samples):
    for path in ("/threads", f"/threads/{samples.thread_id}"):
        refused(nobody("GET", f"{path}?cursor=mine"), 422)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ({"data": b"{not json", "content_type": "application/json"}, 400),
        ({"data": b"title=T", "content_type": "application/x-www-form-urlencoded"}, 415),
        ({"data": b'"' + b"a" * 3_000_000 + b'"', "content_type": "application/json"}, 413),
    ],
)
def test_what_cannot_be_read_is_refused(adas, parking, raw, status):
    refused(adas("POST", "/threads", raw=raw), status)


def test_too_much_is_refused_with_the_time_to_wait(adas, ada, parking):
    ada.stands_on(Rung.NEWCOMER, days=0)
    for number in range(3):
        adas("POST", "/threads", **QUESTION | {"title": f"Question {number}"})

    answer = adas("POST", "/threads", **QUESTION)

    assert "first day" in refused(answer, 429)["detail"]
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 60 * 60
