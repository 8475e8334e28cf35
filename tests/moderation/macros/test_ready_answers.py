"""Texts the desk starts from: they fit the ticket, and what is filled in is harmless."""

from html import unescape

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.services.models import Service
from moderation.helpdesk.actions import open_contact
from moderation.helpdesk.models import Message, Ticket
from moderation.macros.models import ReadyAnswer, ReadyChange
from tests.moderation.conftest import as_stored

ANSWER = {"title": "Which street?", "body": "Which street is it, {name}?", "service": ""}


def begun(person, ticket, answer_id):
    """The page of the ticket with a ready answer put into the form."""
    return person.get(f"/desk/tickets/{ticket.reference}?ready={answer_id}").text


def save(person, url, **form):
    """Look at the preview, then save what was shown."""
    shown = person.post(url, **form)
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    return person.post(url, **form, seen=seen)


def answers() -> list[tuple[str, int]]:
    with fresh_reading():
        return [(one.body, one.version) for one in db.query(ReadyAnswer)]


def test_the_places_are_filled_in_for_the_ticket(dev, ticket, ready):
    text = "Hello {name}, {reference} is with {service}. {promise}."

    page = begun(dev, ticket, ready(text))

    filled = f"Hello Ada Okafor, {ticket.reference} is with Parking. We promise a first answer by"
    assert filled in page


def test_it_comes_after_what_was_begun_already(dev, ticket, ready):
    dev.post("/me/drafts", place=f"reply-{ticket.id}", body="I looked into it.")

    page = begun(dev, ticket, ready("Yours, {service}"))

    assert "I looked into it.\n\nYours, Parking" in page


def test_only_those_for_this_state_and_service_are_offered(dev, ticket, ready):
    with writing():
        here = db.get_one(Ticket, ticket.id).service_id
        assert db.get_one(Service, here)
    ready("One", title="For new ones", states="new open")
    ready("Two", title="For waiting ones", states="waiting_citizen")
    ready("Three", title="For parking", service_id=here)

    page = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert "For new ones" in page
    assert "For parking" in page
    assert "For waiting ones" not in page


def test_a_retired_one_is_offered_no_more(dev, ticket, ready):
    retired = ready("One", title="An old text", is_retired=True)

    assert "An old text" not in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert dev.get(f"/desk/tickets/{ticket.reference}?ready={retired}").status_code == 404


@pytest.mark.parametrize(
    "name", ["http://evil.example", "evil.example", "Al**l", "<b>Al</b>", "@admin", "a" * 61, "7"]
)
def test_a_name_that_is_none_is_never_sent_to_anybody(dev, parking, ready, name):
    """The private door is open to all: it must not make the council mail a stranger an address."""
    with writing():
        theirs = open_contact(title="Hm", body=write_up("Hm."), email="rob@example.org", name=name)

    page = begun(dev, theirs, ready("Hello {name}, thank you."))

    assert "Hello neighbour, thank you." in page


def test_what_is_filled_in_is_no_mark_of_ours(dev, ticket, ready):
    with writing():
        db.get_one(Service, db.get_one(Ticket, ticket.id).service_id).name = "**Park** <i> [x](/y)"
    page = begun(dev, ticket, ready("From {service}"))
    text = page.partition('name="body"')[2].partition("</textarea>")[0]
    assert "\\*\\*Park\\*\\*" in text

    source = unescape(text.partition(">")[2]).strip()
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body=source, to="person")

    with fresh_reading():
        html = db.scalars(select(Message.html).order_by(Message.id.desc())).first() or ""
    assert "<strong>" not in html
    assert 'href="/y"' not in html
    assert "**Park**" in html


@pytest.mark.parametrize("ready_id", ["x", "9" * 30, "-1", "999999"])
def test_a_ready_answer_that_is_not_there_harms_nothing(dev, ticket, ready_id):
    answer = dev.get(f"/desk/tickets/{ticket.reference}?ready={ready_id}")

    assert answer.status_code in (200, 404)


def test_a_manager_writes_one_after_seeing_it(mara):
    shown = mara.post("/desk/ready/answer/new", **ANSWER, version="0")
    before = answers()
    save(mara, "/desk/ready/answer/new", **ANSWER, version="0")

    assert "Which street is it, {name}?" in shown.text
    assert before == []
    assert answers() == [("Which street is it, {name}?", 1)]


def test_a_place_nobody_can_fill_in_is_refused_with_those_there_are(mara):
    form = ANSWER | {"body": "Hello {nmae}", "version": "0"}
    answer = mara.post("/desk/ready/answer/new", **form)

    assert answer.status_code == 422
    assert "{nmae} is no place we can fill in" in answer.text
    assert "{reference}" in answer.text


def test_a_change_is_undone_once(mara, ready):
    answer_id = ready("Which street?")
    url = f"/desk/ready/answer/{answer_id}/edit"
    save(mara, url, **(ANSWER | {"body": "Which road?"}), version="1")
    with fresh_reading():
        change_id = max(one.id for one in db.query(ReadyChange))
    changed = answers()

    for _ in range(2):
        mara.post(f"/desk/ready/changes/{change_id}/removal")

    assert changed == [("Which road?", 2)]
    assert answers() == [("Which street?", 3)]


def test_somebody_elses_change_is_not_overwritten(mara, ready):
    url = f"/desk/ready/answer/{ready('Which street?')}/edit"
    save(mara, url, **(ANSWER | {"body": "Which road?"}), version="1")

    late = save(mara, url, **(ANSWER | {"body": "Which lane?"}), version="1")

    assert late.status_code == 409
    assert answers() == [("Which road?", 2)]


@pytest.mark.parametrize("who", ["ada", "dev", "cleo"])
def test_only_managers_keep_them(request, who, ready):
    person, url = request.getfixturevalue(who), f"/desk/ready/answer/{ready('Hm.')}/edit"

    assert person.get("/desk/ready").status_code == 403
    assert person.post(url, **ANSWER, version="1").status_code == 403


def test_a_ticket_takes_no_harm_from_looking(dev, ticket, ready):
    begun(dev, ticket, ready("Hm."))

    assert as_stored(ticket.id).state == "new"
