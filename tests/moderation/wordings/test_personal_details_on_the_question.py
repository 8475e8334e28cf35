"""What the desk writes on the page of a question is looked through like an answer of the desk."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from forum.threads.models import Answer
from moderation.helpdesk.models import ConfirmedPassage

PERSONAL = "Call Mrs Vale on 07700 900123."
PASSAGE = "07700 900123"
WHY = "It is the number of the office."
MARKS = "These passages may tell who somebody is."


def says(person, question, body=PERSONAL, **said):
    return person.post(f"/threads/{question}/answers", body=body, official="y", **said)


def published():
    with fresh_reading():
        return db.scalars(select(Answer.body).where(Answer.is_official)).all()


def reasons():
    with fresh_reading():
        rows = select(ConfirmedPassage).order_by(ConfirmedPassage.id)
        return [(one.kind, one.reason, one.actor_id) for one in db.scalars(rows)]


@pytest.fixture
def answer_id(dev, question):
    says(dev, question, "It is on its way.")
    with fresh_reading():
        return db.scalars(select(Answer.id).where(Answer.is_official)).one()


def test_what_looks_personal_is_marked_before_anything_is_published(dev, question):
    answer = says(dev, question)

    assert answer.status_code == 422
    assert MARKS in answer.text
    assert f"<mark>{PASSAGE}</mark>" in answer.text
    assert PERSONAL in answer.text
    assert published() == []


def test_with_a_reason_it_is_published_and_the_reason_kept(dev, question):
    for _ in range(2):
        sent = says(dev, question, passage=[PASSAGE], why=[WHY])

    assert sent.status_code == 303
    assert published() == [PERSONAL]
    assert reasons() == [("phone", WHY, dev.member_id)]


def test_what_stands_in_short_is_looked_through_too(dev, question):
    answer = says(dev, question, "We know. " * 40, in_short=PERSONAL)

    assert answer.status_code == 422
    assert MARKS in answer.text


def test_what_the_person_wrote_in_private_is_marked_there_as_well(dev, ada, question, ticket):
    ada.post(f"/tickets/{ticket.reference}/messages", body="My permit has the number 4711982.")

    assert says(dev, question, "We have sent permit 4711982.").status_code == 422
    assert published() == []


def test_our_own_numbers_tell_of_nobody(dev, question):
    assert says(dev, question, "We open at eight.").status_code == 303


def test_the_answer_of_a_neighbour_is_theirs(ben, dev, question):
    for person in (ben, dev):
        sent = person.post(f"/threads/{question}/answers", body=PERSONAL)
        assert sent.status_code == 303


def test_whoever_does_not_speak_for_the_council_learns_nothing_by_trying(
    ben, ada, question, ticket
):
    ada.post(f"/tickets/{ticket.reference}/messages", body="My permit has the number 4711982.")

    answer = says(ben, question, "We have sent permit 4711982.")

    assert answer.status_code == 403
    assert MARKS not in answer.text


def test_a_program_gives_its_reasons_along(dev, question):
    url = f"/threads/{question}/answers"
    said = {"body": PERSONAL, "official": True}

    refused = dev.api("POST", url, **said)
    taken = dev.api("POST", url, **said, confirmed=[{"passage": PASSAGE, "why": WHY}])

    assert refused.status_code == 422
    assert PASSAGE in refused.text
    assert taken.status_code == 201
    assert reasons() == [("phone", WHY, dev.member_id)]


def test_a_changed_answer_is_looked_through_for_what_is_new(dev, answer_id):
    url = f"/answers/{answer_id}/edit"
    form = {"body": PERSONAL, "in_short": "It is on its way.", "revision": "1"}

    refused = dev.post(url, **form)
    taken = dev.post(url, **form, passage=[PASSAGE], why=[WHY])
    again = dev.post(url, **form | {"body": f"{PERSONAL} Before noon.", "revision": "2"})

    assert refused.status_code == 422
    assert MARKS in refused.text
    assert (taken.status_code, again.status_code) == (303, 303)
    assert reasons() == [("phone", WHY, dev.member_id)]


def test_a_program_cannot_change_it_unseen_either(dev, answer_id):
    url = f"/answers/{answer_id}"

    refused = dev.api("PATCH", url, body=PERSONAL)
    taken = dev.api("PATCH", url, body=PERSONAL, confirmed=[{"passage": PASSAGE, "why": WHY}])

    assert (refused.status_code, taken.status_code) == (422, 200)
