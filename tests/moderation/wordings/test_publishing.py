"""Nothing of a private ticket becomes public but by an explicit deed, after a look."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.site import describe_site
from forum.kernel.written import write_up
from forum.threads.models import Answer
from moderation.helpdesk.actions import write_message
from moderation.helpdesk.models import ConfirmedPassage, Message, Ticket

PHONE = "07700 900123"
OFFICE = f"Ring the desk on {PHONE}."


@pytest.fixture
def url(ticket):
    return f"/desk/tickets/{ticket.reference}/answer"


@pytest.fixture
def told(dev, ticket, url):
    """The address of the page on which Dev's private answer to Ada can be published."""
    dev.post(url, body="You need not pay.", to="person")
    with fresh_reading():
        message_id = db.scalars(select(Message.id).where(Message.is_from_staff)).one()
    return f"/desk/tickets/{ticket.reference}/messages/{message_id}/publication"


def test_what_looks_personal_is_marked_and_nothing_is_sent(dev, url):
    answer = dev.post(url, body=OFFICE, to="everyone")

    assert answer.status_code == 422
    assert f"<mark>{PHONE}</mark>" in answer.text
    assert "It looks like a phone number." in answer.text
    assert _answers() == []


def test_a_reason_for_each_publishes_it_and_is_kept(dev, url):
    answer = dev.post(url, body=OFFICE, to="everyone", passage=PHONE, why="It is our own desk")

    assert answer.status_code == 303
    assert _answers() == [OFFICE]
    with fresh_reading():
        kept = db.scalars(select(ConfirmedPassage)).one()
        assert (kept.kind, kept.reason, kept.actor_id) == (
            "phone",
            "It is our own desk",
            dev.member_id,
        )


@pytest.mark.parametrize("why", ["", " ", "x"])
def test_no_reason_is_none(dev, url, why):
    assert dev.post(url, body=OFFICE, to="everyone", passage=PHONE, why=why).status_code == 422


def test_a_reason_for_something_else_confirms_nothing(dev, url):
    answer = dev.post(url, body=OFFICE, to="everyone", passage="07700", why="It is our own desk")

    assert answer.status_code == 422


def test_words_of_the_person_are_found(ada, dev, ticket, url):
    with writing():
        own = write_up("My mother fell down the stairs last night.")
        write_message(db.get_one(Ticket, ticket.id), by=ada.member, body=own)

    answer = dev.post(url, body="As my mother fell down the stairs, come in.", to="everyone")

    assert answer.status_code == 422
    assert "something the person wrote to us in private" in answer.text


def test_to_the_person_only_everything_can_be_said(dev, url):
    assert dev.post(url, body=OFFICE, to="person").status_code == 303


def test_in_short_is_looked_at_too(dev, url):
    answer = dev.post(url, body="Come to the desk.", in_short=OFFICE, to="everyone")

    assert answer.status_code == 422


def test_the_number_of_the_place_itself_is_not_marked(dev, url):
    with writing():
        describe_site(phone=PHONE)

    assert dev.post(url, body=OFFICE, to="everyone").status_code == 303


def test_programs_confirm_it_too(dev, ticket):
    address = f"/tickets/{ticket.reference}/messages"
    said = {"body": OFFICE, "visibility": "public"}

    refused = dev.api("POST", address, **said)
    confirmed = [{"passage": PHONE, "why": "It is our own desk"}]
    sent = dev.api("POST", address, confirmed=confirmed, **said)

    assert refused.status_code == 422
    assert PHONE in refused.text
    assert sent.status_code == 201


def test_a_private_answer_is_published_in_words_of_its_own(dev, visitor, question, ticket, told):
    offered = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert told in offered
    assert "You need not pay." in dev.get(told).text

    answer = dev.post(told, body="Nobody pays in March.", in_short="Nobody pays in March.")

    assert answer.status_code == 303
    page = visitor.get(f"/threads/{question}", follow_redirects=True).text
    assert "Nobody pays in March." in page
    assert "Official answer" in page
    assert "You need not pay." not in page


def test_publishing_twice_publishes_once(dev, told):
    for _ in range(2):
        last = dev.post(told, body="Nobody pays in March.")

    assert last.status_code == 303
    assert _answers() == ["Nobody pays in March."]


def test_there_too_what_looks_personal_has_to_be_confirmed(dev, told):
    answer = dev.post(told, body=OFFICE)

    assert answer.status_code == 422
    assert f"<mark>{PHONE}</mark>" in answer.text
    assert _answers() == []


def test_what_the_person_wrote_cannot_be_published(ada, dev, ticket):
    with writing():
        body = write_up("It is urgent.")
        own = write_message(db.get_one(Ticket, ticket.id), by=ada.member, body=body).id
    address = f"/desk/tickets/{ticket.reference}/messages/{own}/publication"

    assert dev.get(address).status_code == 404
    assert dev.post(address, body="It is urgent.").status_code == 404


def test_neither_can_an_answer_to_a_letter(dev, letter):
    dev.post(f"/desk/tickets/{letter.reference}/answer", body="It is sent.", to="person")
    with fresh_reading():
        message_id = db.scalars(select(Message.id).where(Message.is_from_staff)).one()

    address = f"/desk/tickets/{letter.reference}/messages/{message_id}/publication"
    assert dev.get(address).status_code == 404


def test_only_the_desk_publishes(ada, ben, visitor, told):
    for who in (ada, ben):
        assert who.post(told, body="Nobody pays.").status_code == 403
    assert visitor.post(told, body="Nobody pays.").status_code == 401


def _answers():
    with fresh_reading():
        return list(db.scalars(select(Answer.body)))
