"""The same in JSON, with the names of INTERFACES.md."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.models import InternalNote, Ticket
from tests.moderation.conftest import as_stored


def test_a_question_is_brought_once(ada, question):
    first = ada.api("POST", f"/threads/{question}/escalation", reason="Still not solved.")
    second = ada.api("POST", f"/threads/{question}/escalation", reason="Still not solved.")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["reference"] == second.json["reference"]
    assert first.json["state"] == "new"
    assert {p["clock"] for p in first.json["promises"]} == {"first_response", "resolution"}
    assert first.json["promises"][0]["due_at"] == "2026-03-04T10:00:00+00:00"


def test_impact_and_urgency_are_for_staff(ada, dev, question):
    refused = ada.api("POST", f"/threads/{question}/escalation", impact="high", urgency="high")
    taken = dev.api("POST", f"/threads/{question}/escalation", impact="high", urgency="high")

    assert refused.status_code == 403
    assert refused.content_type == "application/problem+json"
    assert taken.status_code == 201


def test_a_program_needs_no_account_to_write_in_private(app, visitor, parking):
    body = {"subject": "Badge", "body": "Not come.", "email": "robin@example.org", "kind": "fault"}

    answer = visitor.client.post("/api/v1/tickets", json=body)

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
    assert answer.status_code == 201
    assert answer.json["reference"] == ticket.reference
    assert (ticket.kind, ticket.contact_email) == ("fault", "robin@example.org")


@pytest.mark.parametrize("said", ["high", "medium", "low"])
def test_a_program_says_how_much_it_holds_the_person_up(visitor, dev, parking, said):
    body = {"subject": "Badge", "body": "Not come.", "email": "robin@example.org", "hurry": said}

    reference = visitor.client.post("/api/v1/tickets", json=body).json["reference"]

    read = dev.api("GET", f"/tickets/{reference}").json
    assert (read["impact"], read["urgency"]) == ("medium", said)


def test_whoever_asked_says_it_by_a_program_too(ada, dev, question):
    ada.api("POST", f"/threads/{question}/escalation", hurry="high")

    assert dev.api("GET", "/tickets").json["items"][0]["urgency"] == "high"


def test_nobody_says_by_a_program_how_much_it_holds_somebody_else_up(dev, question):
    taken = dev.api("POST", f"/threads/{question}/escalation", hurry="high")

    assert taken.status_code == 201
    assert dev.api("GET", "/tickets").json["items"][0]["urgency"] == "medium"


def test_ideas_are_not_asked_how_much_they_hold_anybody_up(ada, parking):
    idea = ada.api("POST", "/ideas", title="A bench", body="A long wait.", topic="parking")

    sent = ada.api("POST", f"/ideas/{idea.json['id']}/escalation", hurry="high")

    assert (sent.status_code, sent.json["errors"].keys()) == (422, {"hurry"})


@pytest.mark.parametrize("said", ["burning", "", None, 3])
def test_another_hurry_than_those_offered_opens_nothing(visitor, parking, said):
    body = {"subject": "Badge", "body": "Not come.", "email": "robin@example.org", "hurry": said}

    refused = visitor.client.post("/api/v1/tickets", json=body)

    assert (refused.status_code, refused.json["errors"].keys()) == (422, {"hurry"})
    with fresh_reading():
        assert db.scalars(select(Ticket)).all() == []


def test_a_ticket_names_its_topic_once_somebody_has_said_it(ada, dev, ticket, letter, parking):
    named = {"slug": parking.slug, "name": parking.name}

    read = ada.api("GET", f"/tickets/{ticket.reference}").json
    unsaid = dev.api("GET", f"/tickets/{letter.reference}").json
    dev.post(f"/desk/tickets/{letter.reference}/topic", topic=str(parking.id))
    said = dev.api("GET", f"/tickets/{letter.reference}").json

    assert (read["topic"], unsaid["topic"], said["topic"]) == (named, None, named)


def test_the_list_takes_as_many_statements_however_many_topics_there_are(
    dev, ticket, letter, statements
):
    """The topic comes with its ticket."""
    dev.api("GET", "/tickets")

    with statements() as said:
        items = dev.api("GET", "/tickets").json["items"]

    assert [one["topic"] is None for one in items] == [True, False]
    assert [one for one in said if one.lower().startswith("select topic.")] == []


@pytest.mark.parametrize(
    "wrong", [{"email": "robin"}, {"kind": "gossip"}, {"subject": ""}, {"body": 7}, {"email": None}]
)
def test_what_is_wrong_is_refused_field_by_field(visitor, parking, wrong):
    body = {"subject": "Badge", "body": "Not come.", "email": "robin@example.org"} | wrong

    answer = visitor.client.post("/api/v1/tickets", json=body)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


def test_the_opener_reads_their_ticket(ada, ticket):
    answer = ada.api("GET", f"/tickets/{ticket.reference.lower()}")

    assert answer.status_code == 200
    assert answer.json["id"] == ticket.id
    assert ada.get(urlsplit(answer.json["url"]).path).status_code == 200


def test_others_do_not(ben, cleo, ticket):
    for somebody in (ben, cleo):
        assert somebody.api("GET", f"/tickets/{ticket.reference}").status_code == 404


def test_notes_between_staff_are_left_out_for_the_opener(ada, dev, ticket):
    url = f"/tickets/{ticket.reference}/messages"
    dev.api("POST", url, body="Same as before.", visibility="internal")
    dev.api("POST", url, body="We look at it.", visibility="private")

    seen = ada.api("GET", f"/tickets/{ticket.reference}").json["messages"]
    all_of_them = dev.api("GET", f"/tickets/{ticket.reference}").json["messages"]

    assert [m["body"] for m in seen] == ["We look at it."]
    assert len(all_of_them) == 2


def test_a_public_message_is_the_official_answer(dev, ticket):
    answer = dev.api(
        "POST", f"/tickets/{ticket.reference}/messages", body="Done.", visibility="public"
    )

    assert answer.status_code == 201
    assert answer.json["answer_id"]
    assert as_stored(ticket.id).state == "answered"


def test_what_comes_through_the_api_says_so(dev, ticket):
    dev.api("POST", f"/tickets/{ticket.reference}/messages", body="Hm.", visibility="internal")

    with fresh_reading():
        assert db.scalars(select(InternalNote.channel)).one() == "api"


def test_the_desk_lists_tickets_by_state_and_holder(dev, ada, ticket, letter):
    dev.api("PUT", f"/tickets/{ticket.reference}/assignee", assignee="me")

    everything = dev.api("GET", "/tickets").json["items"]
    mine = dev.api("GET", "/tickets?assignee=me").json["items"]
    new = dev.api("GET", "/tickets?state=new").json["items"]

    assert [t["reference"] for t in everything] == [letter.reference, ticket.reference]
    assert [t["reference"] for t in mine] == [ticket.reference]
    assert [t["reference"] for t in new] == [letter.reference]
    assert ada.api("GET", "/tickets").status_code == 403


@pytest.mark.parametrize(
    "asked", ["state=gone", "assignee=dev", "assignee=9" + "9" * 30, "cursor=x"]
)
def test_a_list_that_does_not_exist_is_refused(dev, asked):
    assert dev.api("GET", f"/tickets?{asked}").status_code == 422


def test_the_state_is_put(dev, ticket):
    url = f"/tickets/{ticket.reference}/state"

    moved = dev.api("PUT", url, state="closed_unresolved", reason="cannot")
    refused = dev.api("PUT", url, state="resolved", reason="")
    unknown = dev.api("PUT", url, state="closed_unresolved", reason="boredom")

    assert moved.status_code == 200
    assert moved.json["state"] == "closed_unresolved"
    assert refused.status_code == 403
    assert unknown.status_code == 422


def test_the_opener_may_withdraw_but_not_close(ada, ticket):
    url = f"/tickets/{ticket.reference}/state"

    closed = ada.api("PUT", url, state="closed_unresolved", reason="cannot")
    withdrawn = ada.api("PUT", url, state="withdrawn", reason="not_needed")

    assert closed.status_code == 403
    assert withdrawn.status_code == 200


def test_a_ticket_is_given_to_somebody_at_the_desk_only(dev, ben, adam, ticket):
    url = f"/tickets/{ticket.reference}/assignee"

    to_a_citizen = dev.api("PUT", url, assignee=str(ben.member_id))
    to_a_colleague = dev.api("PUT", url, assignee=str(adam.member_id))
    to_nobody = adam.api("PUT", url, assignee=None)

    assert to_a_citizen.status_code == 422
    assert to_a_colleague.json["assignee"] == adam.member_id
    assert to_nobody.json["assignee"] is None


@pytest.mark.parametrize("key", ["one", "x" * 5000])
def test_a_request_sent_again_with_its_key_does_nothing_twice(visitor, parking, key):
    body = {"subject": "Badge", "body": "Not come.", "email": "robin@example.org"}
    headers = {"Idempotency-Key": key}

    first = visitor.client.post("/api/v1/tickets", json=body, headers=headers)
    second = visitor.client.post("/api/v1/tickets", json=body, headers=headers)

    assert first.json["reference"] == second.json["reference"]


def test_nobody_may_ask_without_a_token(visitor, ticket):
    assert visitor.client.get(f"/api/v1/tickets/{ticket.reference}").status_code == 401
