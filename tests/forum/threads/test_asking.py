"""Asking a question through the public or the private door."""

from typing import Any

import pytest

from forum.kernel.events import PublishedEvent
from forum.threads.forms import personal_details
from forum.threads.models import Thread
from tests.forum.threads.now import rows

QUESTION: dict[str, Any] = {
    "title": "My permit is lost",
    "body": "It never came.",
    "topic": "parking",
    "door": "public",
}


def test_asking_leads_to_the_page_of_the_question(ada, parking):
    page = ada.post("/ask", follow=True, **QUESTION)

    assert page.request.path.endswith("-my-permit-is-lost")
    assert "Your question is posted" in page.text
    assert "It never came." in page.text


def test_asking_is_published(ada, parking):
    ada.post("/ask", **QUESTION)

    thread = rows(Thread).one()
    event = rows(PublishedEvent).where(PublishedEvent.kind == "thread_asked").one()
    assert event.subject_id == thread.id
    assert event.actor_id == ada.member_id


def test_sending_the_form_twice_asks_once(ada, parking):
    first = ada.post("/ask", **QUESTION)
    second = ada.post("/ask", **QUESTION)

    assert first.location == second.location
    assert rows(Thread).count() == 1


def test_the_page_begins_with_what_was_typed_elsewhere(visitor, parking):
    page = visitor.get("/ask?title=Bins+are+late&topic=parking")

    assert 'value="Bins are late"' in page.text
    assert '<option value="parking" selected>' in page.text


def test_a_visitor_is_asked_to_sign_in_and_keeps_the_text(visitor, parking):
    page = visitor.post("/ask", **QUESTION | {"body": "It never came in all these weeks."})

    assert page.status_code == 401
    assert "It never came in all these weeks." in page.text
    assert rows(Thread).count() == 0


def test_somebody_suspended_is_told_until_when(max_, parking):
    page = max_.post("/ask", **QUESTION)

    assert page.status_code == 403
    assert "Your account is paused until" in page.text


def test_somebody_unconfirmed_is_told_what_to_do(app, parking):
    from tests.cast import make_person

    nora = make_person(app, "Nora Vale", verified_at=None)

    page = nora.post("/ask", **QUESTION)

    assert page.status_code == 403
    assert "Confirm your e-mail address first" in page.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Write your question in one line."),
        ("title", "x" * 151, "Keep it under 150."),
        ("body", "  \n ", "Say what happened."),
        ("body", "x" * 30_001, "Keep it under 30,000."),
        ("topic", "nowhere", "Choose the topic that fits best."),
        ("door", "back", "Choose who should see this."),
        ("tags", "a,b,c,d,e,f", "Use 5 tags at most."),
        ("tags", "<b>", "A tag is one word of letters and numbers"),
    ],
)
def test_each_fault_is_said_where_it_is_and_nothing_is_lost(ada, parking, field, value, sentence):
    page = ada.post("/ask", **QUESTION | {field: value})

    assert page.status_code == 422
    assert sentence in page.text
    kept = {"title": "My permit is lost", "body": "It never came."}
    assert all(text in page.text for name, text in kept.items() if name != field)
    assert rows(Thread).count() == 0


def test_tags_find_the_question_again(ada, visitor, parking):
    ada.post("/ask", **QUESTION, tags="Permit, Renewal by post, permit")

    for tag in ("permit", "renewal-by-post"):
        assert "My permit is lost" in visitor.get(f"/tags/{tag}").text


def test_the_private_door_sends_the_same_form_on(visitor, parking):
    page = visitor.post("/ask", **QUESTION | {"door": "private"})

    assert page.status_code == 307
    assert page.location == "/contact"
    assert rows(Thread).count() == 0


def test_personal_details_interrupt_once(ada, parking):
    private = QUESTION | {"body": "Call me on 07700 900123."}

    page = ada.post("/ask", **private)

    assert page.status_code == 422
    assert "a phone number" in page.text
    assert 'value="private" id="door-2" checked' in page.text
    assert rows(Thread).count() == 0

    again = ada.post("/ask", **private, seen="yes")

    assert again.status_code == 303
    assert rows(Thread).count() == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to joyce@example.org", ["an e-mail address"]),
        ("01632 960 140", ["a phone number"]),
        ("+44 7700 900 123", ["a phone number"]),
        ("my number is QQ 12 34 56 C", []),
        ("my number is AB 12 34 56 C", ["a National Insurance number"]),
        ("I live in SW1A 1AA", ["a postcode"]),
        ("card 4111 1111 1111 1111", ["a bank card number"]),
        ("card 4111 1111 1111 1112", []),
        ("I paid 25 pounds on 3 May 2026 at 10.30", []),
        ("reference 2026-03-20-000017 and form 4711", []),
    ],
)
def test_what_looks_private(text, found):
    assert personal_details(text) == found
