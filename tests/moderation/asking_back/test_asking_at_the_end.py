"""Whoever's ticket has ended, in whichever way, is asked once how it was, by their own way."""

import pytest

from forum.accounts.models import Member
from forum.kernel.db import db, writing
from forum.kernel.mail import OutgoingMail
from moderation.helpdesk.models import Ticket
from tests.moderation.asking_back.conftest import (
    VERY,
    answers_privately,
    closes,
    link_in,
    said_about,
    survey_of,
    writes_by_mail,
)
from tests.moderation.bundles.conftest import writes_in
from tests.moderation.conftest import asks, escalates


def test_the_question_stands_in_the_mail_with_the_answer_and_makes_no_mail_more(answered, mails):
    texts = [text for to, text in mails() if to == "robin@example.org"]

    with_question = [text for text in texts if "How was it for you?" in text]
    assert len(with_question) == 1
    assert "It is in the post." in with_question[0]
    assert survey_of(answered).way == "mail"


def test_it_is_answered_without_signing_in(visitor, link, answered, dev):
    page = visitor.get(link)
    visitor.post(link, level="4", got="partly", comment="It took long.")

    assert page.status_code == 200
    assert answered.reference in page.text
    assert said_about(answered) == [(4, "partly")]
    assert "It took long." in dev.get(f"/desk/tickets/{answered.reference}").text
    assert "It took long." not in visitor.get(link).text


@pytest.mark.parametrize("reason", ["cannot", "not_allowed", "no_reply"])
def test_whoever_was_not_helped_is_asked_in_the_mail_that_says_so(dev, letter, mails, reason):
    closes(dev, letter, reason=reason)

    text = mails()[-1][1]

    assert "There is no money for it." in text
    assert link_in(text)
    assert survey_of(letter).way == "mail"


def test_whoever_takes_it_back_is_asked_on_its_page(ada, parking, deliver, mails):
    ticket = writes_in(ada, "My permit has not come")
    ada.post(f"/tickets/{ticket.reference}/withdrawal", reason="solved_by_peer")
    deliver()

    page = ada.get(f"/tickets/{ticket.reference}").text

    assert survey_of(ticket).way == "page"
    assert "Did you get what you needed?" in page
    assert [text for _, text in mails() if link_in(text)] == []
    assert "Say how we dealt with it" in ada.get("/me").text


def test_the_page_by_reference_and_address_shows_it_too(visitor, answered):
    opened = visitor.post("/tickets", reference=answered.reference, email="robin@example.org")
    page = visitor.get(opened.location).text

    assert "Did you get what you needed?" in page
    sent_to = link_in(page)
    visitor.post(sent_to, **VERY)
    assert said_about(answered) == [(5, "yes")]


def test_a_public_answer_is_asked_about_on_the_page_of_the_ticket(ada, dev, ticket, deliver):
    dev.post(
        f"/desk/tickets/{ticket.reference}/answer",
        body="It is in the post.",
        to="everyone",
    )
    deliver()

    assert survey_of(ticket).way == "page"
    assert "Did you get what you needed?" in ada.get(f"/tickets/{ticket.reference}").text


def test_ending_again_asks_nothing_again(ada, dev, parking, deliver):
    ticket = writes_in(ada, "My permit has not come")
    for _ in range(2):
        answers_privately(dev, ticket)
        deliver()
        ada.post(f"/tickets/{ticket.reference}/outcome", outcome="open")
    deliver()

    with writing():
        assert db.query(OutgoingMail).where(OutgoingMail.kind == "survey_reminder").count() == 0
    assert survey_of(ticket) is not None
    assert "Did you get what you needed?" not in ada.get(f"/tickets/{ticket.reference}").text


def test_whose_ticket_was_joined_is_asked_when_the_other_one_ends(
    ada, ben, dev, parking, mails, deliver
):
    hers, his = writes_in(ada, "The meter takes no coins"), writes_in(ben, "A meter is broken")
    dev.post(f"/desk/tickets/{his.reference}/merge", other=hers.reference)
    answers_privately(dev, hers)
    deliver()

    asked = {to for to, text in mails() if link_in(text)}

    assert asked == {"ada@example.org", "ben@example.org"}
    assert survey_of(his).way == survey_of(hers).way == "mail"


@pytest.mark.parametrize("kind", ["legal_notice", "safety_concern"])
def test_after_some_kinds_nobody_is_asked(adam, parking, kind, deliver):
    ticket = writes_by_mail(1, kind=kind)
    closes(adam, ticket)
    deliver()

    assert survey_of(ticket) is None


def test_people_under_18_and_staff_are_not_asked(ada, dev, parking, deliver):
    with writing():
        db.get_one(Member, ada.member_id).is_under_18 = True
    young = writes_in(ada, "My bus card")
    own = escalates(dev, asks(dev, parking, "My own bin"))
    for ticket in (young, own):
        closes(dev, ticket)
    deliver()

    assert survey_of(young) is None
    assert survey_of(own) is None


def test_whoever_came_by_phone_without_an_address_is_not_sent_anything(dev, letter, deliver, mails):
    with writing():
        db.get_one(Ticket, letter.id).contact_email = None
    closes(dev, letter)
    deliver()

    survey = survey_of(letter)
    assert (survey.way, survey.unsent) == ("none", "no_address")
    assert "no address" in dev.get(f"/desk/tickets/{letter.reference}").text
    assert [text for _, text in mails() if link_in(text)] == []


def test_where_mails_do_not_arrive_nothing_is_sent(dev, letter, deliver):
    deliver()
    with writing():
        db.query(OutgoingMail).update({"state": "dead"})
    closes(dev, letter)
    deliver()

    survey = survey_of(letter)
    assert (survey.way, survey.unsent) == ("none", "undeliverable")
    assert "do not arrive" in dev.get(f"/desk/tickets/{letter.reference}").text
