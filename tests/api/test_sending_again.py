"""A program unsure whether it was heard sends the same again, and nothing happens twice."""

from datetime import timedelta

import pytest
import time_machine

from forum.ideas.models import Idea
from forum.kernel import chores
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.repeats import KeptAnswer
from forum.threads.models import Answer, Comment, Thread
from moderation.helpdesk.models import Message, Ticket
from moderation.reports.models import Report

QUESTION = {"title": "Where is it", "body": "I have **lost** it.", "topic": "parking"}

# Every deed of the API that makes something new, who does it, with what, and what it makes.
DEEDS = [
    ("adas", "/threads", QUESTION, Thread),
    ("bens", "/threads/{thread_id}/answers", {"body": "Ask the library."}, Answer),
    ("adas", "/answers/{answer_id}/comments", {"body": "Which one of them?"}, Comment),
    ("adas", "/threads/{thread_id}/escalation", {"reason": "Nobody knows."}, Ticket),
    ("adas", "/ideas/{idea_id}/escalation", {"reason": "It is broken."}, Ticket),
    ("adas", "/tickets", {"subject": "S", "body": "B", "email": "a@example.org"}, Ticket),
    ("adas", "/tickets/{reference}/messages", {"body": "It is the blue one."}, Message),
    ("bens", "/ideas", QUESTION | {"title": "A roof"}, Idea),
    ("adas", "/reports", {"subject": "{answer_id}", "reason": "person"}, Report),
]


def again(key="the first key"):
    return {"headers": {"Idempotency-Key": key}}


def send(program, path, sent, key="the first key"):
    return program("POST", path, raw=again(key) | {"json": sent})


def test_every_deed_that_makes_something_is_here(spec):
    posts = {path for path, methods in spec["paths"].items() if "post" in methods}

    assert {f"/api/v1{path}" for _, path, _, _ in DEEDS} == posts


@pytest.mark.parametrize(("who", "path", "sent", "made"), DEEDS, ids=[deed[1] for deed in DEEDS])
def test_the_same_again_is_answered_as_before_and_done_once(
    who, path, sent, made, samples, adas, bens
):
    program, path = {"adas": adas, "bens": bens}[who], samples.address(path)
    sent = {n: samples.answer_id if v == "{answer_id}" else v for n, v in sent.items()}
    db.rollback()
    before = db.query(made).count()

    first, second, third = (send(program, path, sent) for _ in range(3))

    db.rollback()
    assert first.status_code == 201
    assert [second.status_code, third.status_code] == [201, 201]
    assert first.data == second.data == third.data
    assert first.content_type == second.content_type
    assert db.query(made).count() == before + 1


def test_the_key_of_one_request_does_not_serve_for_another(adas, parking):
    send(adas, "/threads", QUESTION)

    other = send(adas, "/threads", QUESTION | {"body": "I have found it."})

    assert other.status_code == 422
    assert other.content_type == "application/problem+json"
    assert "Idempotency-Key" in other.json["errors"]
    db.rollback()
    assert db.query(Thread).count() == 1


def test_the_key_of_one_address_does_not_serve_for_another(adas, bens, samples):
    first = f"/threads/{samples.thread_id}/answers"
    send(bens, first, {"body": "The same words."})

    other = send(bens, f"/answers/{samples.answer_id}/comments", {"body": "The same words."})

    assert other.status_code == 422


def test_the_first_answer_comes_again_whatever_has_happened_since(adas, parking):
    first = send(adas, "/threads", QUESTION)
    adas("PATCH", f"/threads/{first.json['id']}", title="Another title")

    later = send(adas, "/threads", QUESTION)

    assert later.status_code == 201
    assert later.data == first.data


def test_each_member_has_keys_of_their_own(adas, bens, parking):
    hers, his = (send(program, "/threads", QUESTION) for program in (adas, bens))

    assert hers.status_code == his.status_code == 201
    assert hers.json["id"] != his.json["id"]


def test_another_key_is_another_request(adas, parking):
    first = send(adas, "/threads", QUESTION)

    second = send(adas, "/threads", QUESTION | {"title": "And my other one"}, "the second key")

    assert first.json["id"] != second.json["id"]


def test_without_a_key_nothing_is_kept(adas, parking):
    adas("POST", "/threads", **QUESTION)

    assert db.query(KeptAnswer).count() == 0


def test_a_refusal_is_not_kept_so_that_what_was_wrong_can_be_mended(adas, parking):
    refused = send(adas, "/threads", QUESTION | {"topic": "no-such-topic"})

    mended = send(adas, "/threads", QUESTION)

    assert refused.status_code == 404
    assert mended.status_code == 201


def test_after_a_day_a_key_is_as_good_as_new(adas, parking):
    first = send(adas, "/threads", QUESTION)

    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        later = send(adas, "/threads", QUESTION | {"title": "A day later"})

    assert later.status_code == 201
    assert later.json["id"] != first.json["id"]


def test_answers_are_forgotten_after_a_day(adas, parking):
    send(adas, "/threads", QUESTION)

    chores.tidy_up()
    kept = db.query(KeptAnswer).count()
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        chores.tidy_up()

    assert kept == 1
    assert db.query(KeptAnswer).count() == 0


def test_the_key_itself_is_not_stored(adas, parking):
    send(adas, "/threads", QUESTION, "a word that might be a secret")

    db.rollback()
    kept = db.query(KeptAnswer).one()
    assert "secret" not in f"{kept.key}{kept.sent}{kept.body}"


def test_a_long_key_or_a_strange_one_is_a_key(adas, parking):
    for key in ("x" * 5000, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "é" * 20):
        first, second = (send(adas, "/threads", QUESTION | {"title": key[:9]}, key) for _ in "12")

        assert first.status_code == 201
        assert first.data == second.data
