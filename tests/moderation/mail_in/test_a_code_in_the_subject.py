"""A reference with its code in the subject joins the conversation from any address."""

import re

import pytest
from sqlalchemy import func, select

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Message, Ticket

OTHER = "Sam <sam@example.net>"


@pytest.fixture
def code(visitor, letter):
    page = visitor.post(f"/tickets/{letter.reference}/code?key={key_to(letter.id)}")
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.text)[0]


def messages_on(ticket):
    with fresh_reading():
        rows = select(Message).where(Message.ticket_id == ticket.id).order_by(Message.id)
        return db.scalars(rows).all()


def count_tickets():
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(Ticket))


def test_a_mail_with_the_code_is_on_the_ticket_and_says_from_elsewhere(post, letter, code):
    post.sends(f"{letter.reference} {code}", "Here is the form.", by=OTHER)

    said = messages_on(letter)[-1]
    assert "Here is the form." in said.body
    assert said.sender == "sam@example.net"
    assert not said.is_by_reference
    assert count_tickets() == 1


def test_a_mail_with_a_wrong_code_is_a_ticket_of_its_own(post, letter, code):
    post.sends(f"{letter.reference} AAAA-AAAA", "Let me in.", by=OTHER)

    assert len(messages_on(letter)) == 1
    assert count_tickets() == 2


def test_codes_are_not_guessed_by_mail(post, letter, code):
    for number in range(10):
        mail = {"by": OTHER, "message_id": f"<{number}@example.net>"}
        post.sends(f"{letter.reference} AAAA-AAAA", "Let me in.", **mail)
    post.sends(f"{letter.reference} {code}", "At last.", by=OTHER)

    assert len(messages_on(letter)) == 1


def test_a_letter_passed_on_with_a_code_is_news(post, letter, code):
    post.sends(f"Fwd: {letter.reference} {code}", "Look at this.", by=OTHER)

    assert len(messages_on(letter)) == 1
