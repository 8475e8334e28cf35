"""The person's words go on to the body that answers for them: once, after a yes to exactly that."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from moderation.macros import actions as ready
from moderation.macros.models import Referral
from tests.moderation.closings.test_not_ours import FACTS, mara, refers

__all__ = ["mara", "refers"]

TAKES = "in@roads.example.org"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def body_id(mara):
    with writing():
        return ready.add("body", FACTS | {"words_to": TAKES}, by=mara.member).id


@pytest.fixture
def sent_there(app, deliver):
    """The mails that went to the body."""
    folder = app.config["FOLKMOOT"].HOME / "mail"

    def read():
        deliver()
        mails = [message_from_bytes(one.read_bytes(), policy=default) for one in folder.glob("*")]
        return [mail for mail in mails if mail["To"] == TAKES]

    return read


def agrees(person, ticket, key=None, **said):
    asked = f"?key={key}" if key else ""
    page = person.get(f"/tickets/{ticket.reference}{asked}").text
    form = {"seen": SEEN.findall(page)[0]} | said
    return person.post(f"/tickets/{ticket.reference}/elsewhere/words{asked}", **form)


def referral(ticket):
    with fresh_reading():
        return db.get_one(Referral, ticket.id)


def test_the_person_reads_exactly_what_goes_where_before_it_goes(ada, ticket, refers, sent_there):
    refers(ticket)

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "Shall we pass it on?" in page
    assert f"Highways agency gets a mail from us at {TAKES}" in page
    assert "<p>I paid three weeks ago.</p>" in page
    assert f"Ada Okafor, {ada.member.email}" in page
    assert sent_there() == []


def test_with_a_yes_the_words_go_there_without_the_name(ada, ticket, refers, sent_there):
    refers(ticket)

    assert agrees(ada, ticket).status_code == 303

    [mail] = sent_there()
    text = mail.get_body(("plain",)).get_content()
    assert "My permit has not come" in text
    assert "I paid three weeks ago." in text
    assert "Okafor" not in mail.as_string()
    assert ada.member.email not in mail.as_string()
    page = ada.get(f"/tickets/{ticket.reference}").text
    assert f"We sent your words to Highways agency, at {TAKES}, on 2 March 2026." in page
    assert "Shall we pass it on?" not in page


def test_whoever_wants_an_answer_lets_name_and_mail_go_along(ada, ticket, refers, sent_there):
    refers(ticket)

    agrees(ada, ticket, with_person="y")

    [mail] = sent_there()
    assert mail["Reply-To"] == ada.member.email
    assert f"Ada Okafor, {ada.member.email}" in mail.get_body(("plain",)).get_content()


def test_somebody_without_an_account_agrees_by_the_link_in_their_mail(
    visitor, letter, refers, key_of, sent_there
):
    refers(letter)
    key = key_of(letter)

    assert agrees(visitor, letter, key, with_person="y").status_code == 303

    [mail] = sent_there()
    assert "Robin Vane, robin@example.org" in mail.get_body(("plain",)).get_content()
    assert "We sent your words" in visitor.get(f"/tickets/{letter.reference}?key={key}").text


def test_pressing_twice_sends_it_once(ada, ticket, refers, sent_there):
    refers(ticket)
    seen = SEEN.findall(ada.get(f"/tickets/{ticket.reference}").text)[0]

    for _ in range(2):
        again = ada.post(f"/tickets/{ticket.reference}/elsewhere/words", seen=seen)
        assert again.status_code == 303

    assert len(sent_there()) == 1
    with fresh_reading():
        events = select(PublishedEvent.id).where(PublishedEvent.kind == "words_passed_on")
        assert len(db.scalars(events).all()) == 1
        kept = select(AuditEntry).where(AuditEntry.deed == "words passed on")
        [entry] = db.scalars(kept).all()
        assert (entry.actor_id, entry.subject_id) == (ada.member_id, ticket.id)


def test_it_goes_once_also_when_it_was_opened_and_pointed_there_again(
    ada, dev, ticket, refers, sent_there
):
    refers(ticket)
    agrees(ada, ticket)
    ada.post(f"/tickets/{ticket.reference}/messages", body="They say it is yours.")
    refers(ticket)

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "Shall we pass it on?" not in page
    assert len(sent_there()) == 1


def test_words_that_changed_meanwhile_are_read_again(
    ada, ticket, mara, refers, sent_there, body_id
):
    refers(ticket)
    seen = SEEN.findall(ada.get(f"/tickets/{ticket.reference}").text)[0]
    with writing():
        facts = FACTS | {"words_to": "other@roads.example.org"}
        ready.change("body", body_id, facts, by=mara.member, version=1)

    answer = ada.post(f"/tickets/{ticket.reference}/elsewhere/words", seen=seen)

    assert answer.status_code == 409
    assert "has changed meanwhile" in answer.text
    assert sent_there() == []


def test_pointed_elsewhere_before_it_went_it_does_not_go(
    ada, dev, ticket, mara, refers, sent_there
):
    refers(ticket)
    agrees(ada, ticket)
    ada.post(f"/tickets/{ticket.reference}/messages", body="It is not theirs.")
    with writing():
        other = ready.add("body", FACTS | {"name": "Water board"}, by=mara.member).id
    refers(ticket, whom=other)

    assert sent_there() == []
    assert referral(ticket).passed_words is None


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_yes_to_nothing_that_was_shown_is_none(ada, ticket, refers, sent_there, seen):
    refers(ticket)

    assert ada.post(f"/tickets/{ticket.reference}/elsewhere/words", seen=seen).status_code == 409
    assert sent_there() == []


def test_nobody_else_agrees_for_them(ada, dev, ben, visitor, ticket, refers, sent_there):
    refers(ticket)
    seen = SEEN.findall(ada.get(f"/tickets/{ticket.reference}").text)[0]
    url = f"/tickets/{ticket.reference}/elsewhere/words"

    assert dev.post(url, seen=seen).status_code == 403
    assert ben.post(url, seen=seen).status_code == 404
    assert visitor.post(url, seen=seen).status_code == 404
    assert sent_there() == []


def test_where_a_body_takes_none_nothing_is_offered(ada, ticket, mara, refers, body_id):
    with writing():
        ready.change("body", body_id, FACTS | {"words_to": ""}, by=mara.member, version=1)
    refers(ticket)

    assert "Shall we pass it on?" not in ada.get(f"/tickets/{ticket.reference}").text
    answer = ada.post(f"/tickets/{ticket.reference}/elsewhere/words", seen="0" * 64)
    assert answer.status_code == 403
    assert "They take no words from us." in answer.text


def test_when_it_was_opened_again_and_ended_otherwise_nobody_else_answers_for_it(
    ada, dev, ticket, refers
):
    refers(ticket)
    ada.post(f"/tickets/{ticket.reference}/messages", body="It is yours after all.")
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "We are not able to."}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)

    assert "Who is responsible for this" not in ada.get(f"/tickets/{ticket.reference}").text
    told = ada.post(f"/tickets/{ticket.reference}/elsewhere", accepted="taken")
    assert told.status_code == 403


def test_the_desk_reads_how_far_it_is(ada, dev, ticket, refers, sent_there):
    refers(ticket)
    agrees(ada, ticket)

    before = dev.get(f"/desk/tickets/{ticket.reference}").text
    sent_there()
    after = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert "The person’s words are on their way there." in before
    assert "The person’s words were sent there on 2 March 2026." in after


def test_what_became_of_it_has_its_day_and_can_change(ada, ticket, refers):
    refers(ticket)
    url = f"/tickets/{ticket.reference}/elsewhere"

    ada.post(url, accepted="taken")
    page = ada.get(f"/tickets/{ticket.reference}").text
    ada.post(url, accepted="unknown")

    assert "They took it on." in page
    assert "You told us on" in page
    assert referral(ticket).said_at is None


def test_it_stands_in_what_one_takes_along(ada, ticket, refers):
    refers(ticket)
    agrees(ada, ticket, with_person="y")

    [kept] = ada.api("GET", "/me/export").json["rows"]["pointed_elsewhere"]

    assert kept["body"] == "Highways agency"
    assert kept["passed_to"] == TAKES
    assert "I paid three weeks ago." in kept["passed_words"]
    assert kept["with_person"] is True


@pytest.mark.parametrize("address", ["roads", "a@b@c", "in@roads.example.org\r\nBcc: x@y.example"])
def test_only_an_address_is_kept_for_it(mara, body_id, address):
    form = {name: fact for name, fact in FACTS.items() if name != "is_retired"}

    answer = mara.post(f"/desk/ready/body/{body_id}/edit", version=1, **form, words_to=address)

    assert answer.status_code == 422
