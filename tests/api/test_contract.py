"""The names of /api/v1 that other programs rely on: rooms may add to them, and rename nothing."""

import re
from typing import Any

import pytest
from sqlalchemy import update

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.actions import answer_thread, ask
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk.actions import open_contact
from tests.api.conftest import PREFIX, asked

# What is called, by whom, with what, and the status it is answered with.
CALLS: list[tuple[str, str, str, dict[str, Any], int]] = [
    ("GET", "/threads", "nobody", {}, 200),
    ("GET", "/threads?topic=parking&state=unanswered", "nobody", {}, 200),
    ("GET", "/threads/{thread_id}", "nobody", {}, 200),
    ("GET", "/alerts?when=all&service=parking", "nobody", {}, 200),
    ("GET", "/search?q=permit&kind=thread&topic=parking&solved=no", "nobody", {}, 200),
    ("GET", "/similar?title=My+permit&kind=idea&before=2026-01-01T00:00:00Z", "nobody", {}, 200),
    ("GET", "/members/{name}", "nobody", {}, 200),
    ("GET", "/me", "adas", {}, 200),
    ("GET", "/me/export", "adas", {}, 200),
    ("POST", "/threads", "adas", {"title": "T", "body": "B", "topic": "parking"}, 201),
    ("POST", "/threads/{thread_id}/answers", "bens", {"body": "Try again."}, 201),
    ("POST", "/answers/{answer_id}/comments", "adas", {"body": "When?"}, 201),
    ("PATCH", "/threads/{thread_id}", "adas", {"title": "Another title"}, 200),
    ("PATCH", "/answers/{answer_id}", "bens", {"body": "Ask the desk."}, 200),
    ("PATCH", "/comments/{comment_id}", "adas", {"body": "Which desk?"}, 200),
    ("PUT", "/answers/{answer_id}/thanks", "adas", {}, 204),
    ("DELETE", "/answers/{answer_id}/thanks", "adas", {}, 204),
    ("PUT", "/threads/{thread_id}/me-too", "bens", {}, 204),
    ("DELETE", "/threads/{thread_id}/me-too", "bens", {}, 204),
    ("PUT", "/answers/{answer_id}/vote", "adas", {"value": 1}, 204),
    ("DELETE", "/answers/{answer_id}/vote", "adas", {}, 204),
    ("PUT", "/threads/{thread_id}/vote", "bens", {"value": 1}, 204),
    ("DELETE", "/threads/{thread_id}/vote", "bens", {}, 204),
    ("PUT", "/threads/{thread_id}/follow", "bens", {}, 204),
    ("DELETE", "/threads/{thread_id}/follow", "bens", {}, 204),
    ("PUT", "/threads/{thread_id}/solution", "adas", {"answer_id": "{answer_id}"}, 204),
    ("DELETE", "/threads/{thread_id}/solution", "adas", {}, 204),
    ("POST", "/threads/{thread_id}/escalation", "adas", {"reason": "Still open."}, 201),
    ("POST", "/threads/{thread_id}/escalation", "adas", {"reason": "Still open."}, 200),
    ("POST", "/tickets", "nobody", {"subject": "S", "body": "B", "email": "r@example.org"}, 201),
    (
        "POST",
        "/tickets",
        "nobody",
        {"subject": "S", "body": "B", "email": "r@example.org", "hurry": "high"},
        201,
    ),
    ("GET", "/tickets?state=new", "devs", {}, 200),
    ("GET", "/tickets/{reference}", "adas", {}, 200),
    ("GET", "/tickets/{reference}/promises", "adas", {}, 200),
    ("PUT", "/tickets/{reference}/assignee", "devs", {"assignee": "me"}, 200),
    ("POST", "/tickets/{reference}/messages", "adas", {"body": "It is the blue one."}, 201),
    (
        "POST",
        "/tickets/{reference}/messages",
        "devs",
        {"body": "We look at it.", "visibility": "private"},
        201,
    ),
    (
        "PUT",
        "/tickets/{reference}/state",
        "devs",
        {"state": "closed_unresolved", "reason": "cannot"},
        200,
    ),
    ("POST", "/ideas", "adas", {"title": "T", "body": "B", "topic": "parking"}, 201),
    ("GET", "/ideas?order=rising", "nobody", {}, 200),
    ("GET", "/ideas/{idea_id}", "nobody", {}, 200),
    ("GET", "/articles?topic=parking", "nobody", {}, 200),
    ("GET", "/articles/{article_id}", "nobody", {}, 200),
    ("PUT", "/ideas/{idea_id}/support", "bens", {}, 204),
    ("DELETE", "/ideas/{idea_id}/support", "bens", {}, 204),
    ("PUT", "/ideas/{idea_id}/decision", "pias", {"stage": "in_review", "summary": "S"}, 200),
    ("POST", "/ideas/{idea_id}/escalation", "adas", {"reason": "It is broken."}, 201),
    ("POST", "/ideas/{idea_id}/escalation", "adas", {"reason": "It is broken."}, 200),
    ("POST", "/reports", "adas", {"subject": "{answer_id}", "reason": "person"}, 201),
    ("POST", "/reports", "adas", {"subject": "{answer_id}", "reason": "person"}, 200),
    ("DELETE", "/comments/{comment_id}", "adas", {}, 204),
    ("DELETE", "/answers/{answer_id}", "bens", {}, 204),
    ("DELETE", "/threads/{thread_id}", "adas", {}, 204),
]
REFERENCE = re.compile(r"FM-[0-9A-HJKMNP-TV-Z]{7}[0-9A-HJKMNP-TV-Z*~$=U]")


@pytest.fixture
def people(nobody, adas, bens, devs, pias):
    return {"nobody": nobody, "adas": adas, "bens": bens, "devs": devs, "pias": pias}


@pytest.fixture
def opens(ada, ben, dev, pia, visitor):
    """`opens("adas", url)`: the status of the page, for the person whose program it is."""
    browsers = {"nobody": visitor, "adas": ada, "bens": ben, "devs": dev, "pias": pia}

    def opened(who, url):
        base = visitor.app.config["BASE_URL"]
        assert url.startswith(f"{base}/")
        return browsers[who].get(url.removeprefix(base).partition("#")[0]).status_code

    return opened


def test_every_call_is_there_and_answers_as_agreed(people, samples):
    for method, path, who, sent, status in CALLS:
        body = {n: samples.answer_id if v == "{answer_id}" else v for n, v in sent.items()}

        answer = people[who](method, samples.address(path), **body)

        assert answer.status_code == status, f"{method} {path}: {answer.text}"
        assert answer.content_type == "application/json" or status == 204
        assert bool(answer.data) == (status != 204)


def test_no_call_is_there_that_nobody_agreed_on(spec):
    known = {(method, path.partition("?")[0]) for method, path, *_ in CALLS}

    assert {
        (method.upper(), path.removeprefix(PREFIX))
        for path, methods in spec["paths"].items()
        for method in methods
    } == known


def test_everything_has_an_id_and_a_page_that_answers_at_once(people, samples, opens):
    for method, path, who, sent, status in CALLS:
        if status == 204 or (path, who) == ("/tickets", "nobody"):
            continue
        for thing in things(people[who](method, samples.address(path), **sent).json):
            assert isinstance(thing["id"], int), path
            assert opens(who, thing["url"]) == 200, f"{method} {path}: {thing['url']}"


def things(shown):
    """What an answer is about, and what is inside of that."""
    inside = [*shown.get("items", []), *shown.get("messages", []), *shown.get("comments", [])]
    if isinstance(shown.get("answers"), dict):
        inside.append(shown["answers"])
    return ([shown] if "id" in shown else []) + [one for held in inside for one in things(held)]


def test_who_wrote_through_the_private_door_reads_there(adas, opens, parking):
    ticket = adas("POST", "/tickets", subject="Badge", body="Lost.", email="ada@example.org").json

    assert opens("adas", ticket["url"]) == 200
    assert opens("bens", ticket["url"]) == 404


def test_a_ticket_is_named_by_a_reference_nobody_can_guess(adas, samples, parking):
    threads = [asked(adas, f"Question {number}") for number in range(5)]
    tickets = [adas("POST", f"/threads/{one}/escalation", reason="Why?").json for one in threads]
    references = [ticket["reference"] for ticket in tickets]

    assert all(REFERENCE.fullmatch(reference) for reference in references), references
    assert len({reference[:6] for reference in references}) == 5
    assert {ticket["state"] for ticket in tickets} == {"new"}
    assert [promise["clock"] for promise in tickets[0]["promises"]] != []


def test_a_live_ticket_is_given_again(adas, samples):
    first = adas("POST", f"/threads/{samples.thread_id}/escalation", reason="Why?")
    second = adas("POST", f"/threads/{samples.thread_id}/escalation", reason="Why not?")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json


def test_what_is_sent_again_with_its_key_is_made_once(adas, bens, devs, nobody, samples):
    calls = [
        (adas, "/threads", {"title": "Once", "body": "Once.", "topic": "parking"}),
        (bens, f"/threads/{samples.thread_id}/answers", {"body": "Once."}),
        (adas, f"/answers/{samples.answer_id}/comments", {"body": "Once."}),
        (adas, f"/threads/{samples.thread_id}/escalation", {"reason": "Once."}),
        (adas, "/ideas", {"title": "Once", "body": "Once.", "topic": "parking"}),
        (nobody, "/tickets", {"subject": "Once", "body": "Once.", "email": "r@example.org"}),
        (devs, f"/tickets/{samples.reference}/messages", {"body": "Once."}),
    ]
    for call, path, sent in calls:
        again = {"headers": {"Idempotency-Key": f"our key for {path}"}}
        ids = [call("POST", path, raw=again | {"json": sent}).json["id"] for _ in range(2)]

        assert ids[0] == ids[1], path


def test_questions_are_listed_to_the_end(nobody, pia, parking):
    """However many have the same moment, none is left out and none comes twice."""
    with writing():
        made = [_ask(pia, parking, number).id for number in range(45)]
        db.execute(update(Thread).values(active_at=now()))

    assert sorted(listed(nobody, "/threads?topic=parking")) == sorted(made)


def test_answers_are_listed_to_the_end(nobody, ada, ben, parking):
    with writing():
        thread = _ask(ada, parking, 0)
        made = [
            answer_thread(thread, by=ben.member, body=write_up(f"Answer {number}.")).id
            for number in range(45)
        ]

    found = listed(nobody, f"/threads/{thread.id}?", lambda page: page["answers"])

    assert found == made


def test_tickets_are_listed_to_the_end(devs, parking):
    with writing():
        made = [
            open_contact(title=f"{n}", body=write_up("Lost."), email="r@example.org", name="R").id
            for n in range(105)
        ]

    assert listed(devs, "/tickets?state=new") == made[::-1]


def listed(calls, path, page_of=lambda page: page):
    """The ids of all pages; each is `{"items": […], "next": cursor or null}`."""
    page, found = page_of(calls("GET", path).json), []
    while True:
        assert page.keys() == {"items", "next"}
        assert page["items"]
        found += [one["id"] for one in page["items"]]
        if page["next"] is None:
            return found
        page = page_of(calls("GET", f"{path}&cursor={page['next']}").json)


def _ask(person, topic, number):
    here = db.get_one(Topic, topic.id)
    body = write_up("It never came.")
    return ask(by=person.member, topic=here, title=f"Question {number}", body=body)
