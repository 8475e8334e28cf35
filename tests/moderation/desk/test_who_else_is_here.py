"""Two people on one ticket see each other before both answer it."""

from datetime import timedelta

import pytest

from forum.accounts.standing import Role
from tests.cast import make_person


@pytest.fixture
def nell(app):
    return make_person(app, "Nell Dacre", role=Role.AGENT)


def page(person, ticket):
    return person.get(f"/desk/tickets/{ticket.reference}").text


def test_somebody_else_who_has_just_opened_it_is_named(dev, nell, ticket):
    page(nell, ticket)

    assert "Nell Dacre has just opened this ticket too." in page(dev, ticket)
    assert "Nell Dacre has just" not in page(nell, ticket)


def test_whoever_is_writing_an_answer_is_said_to(dev, nell, ticket):
    page(nell, ticket)
    nell.post("/me/drafts", place=f"reply-{ticket.id}", body="It is on")

    text = page(dev, ticket)
    assert "Nell Dacre is writing an answer to this ticket." in text
    assert "It is on" not in text


def test_after_five_minutes_it_fades(dev, nell, ticket, monday):
    page(nell, ticket)
    monday.shift(timedelta(minutes=6))

    assert "Nell Dacre has" not in page(dev, ticket)


def test_on_another_ticket_nothing_is_said(dev, nell, ticket, letter):
    page(nell, letter)

    assert "Nell Dacre has" not in page(dev, ticket)


def test_the_person_is_not_told_who_looks(dev, nell, ada, ticket):
    page(nell, ticket)

    assert "Nell Dacre" not in ada.get(f"/tickets/{ticket.reference}").text
