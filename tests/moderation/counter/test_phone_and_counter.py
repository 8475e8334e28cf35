"""Staff find whoever is on the phone, see what is open, and take a ticket for them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from forum.kernel import limits
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.actions import accept_answer
from forum.threads.models import Answer
from moderation.counter.limits import PEOPLE_SEARCHED
from moderation.helpdesk.models import Message, Ticket
from moderation.persons.models import DeskPerson
from tests.moderation.conftest import answers

CALL = {
    "title": "The bin was not emptied",
    "body": "It is still full.",
    "channel": "phone",
    "about": "",
    "nonce": "n1",
}


@pytest.fixture(autouse=True)
def _town(parking):
    return parking


def finds(dev, typed, **options):
    return dev.post("/desk/counter/people", q=typed, **options)


def takes(dev, **call):
    return dev.post("/desk/counter/tickets", **(CALL | call))


def chooses(dev, person):
    answer = dev.post("/desk/counter/person", member=str(person.member_id))
    return answer.location


def newest() -> Any:
    with fresh_reading():
        return db.scalars(select(Ticket).order_by(Ticket.id.desc())).first()


def code_in(page):
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page)[0]


@pytest.mark.parametrize("typed", ["ada", "okaf", "ada@exa"])
def test_people_are_found_by_what_they_say(dev, ada, ben, typed):
    page = finds(dev, typed).text

    assert "Ada Okafor" in page
    assert "Ben Hallam" not in page


def test_callers_without_an_account_are_found_by_their_number(dev):
    takes(dev, name="Robin Vane", phone="01632 960140")

    assert "Robin Vane" in finds(dev, "960140").text
    assert "Robin Vane" in finds(dev, "01632 960 140").text


def test_a_reference_finds_its_person(dev, ada, ticket, deliver):
    deliver()

    assert "Ada Okafor" in finds(dev, ticket.reference.lower()).text


def test_two_letters_find_nobody(dev, ada):
    assert "Nobody found" in finds(dev, "ad").text


def test_an_open_page_gets_the_list_alone(dev, ada):
    part = finds(dev, "ada", live=True, look="yes").text

    assert "Ada Okafor" in part
    assert "<html" not in part


@pytest.mark.parametrize("typed", ["%%%", "___", "\\\\\\", "'; drop", "a" * 100, "０１２３"])
def test_what_means_something_to_a_database_means_nothing_here(dev, ada, typed):
    page = finds(dev, typed)

    assert page.status_code == 200
    assert "Ada Okafor" not in page.text


def test_that_somebody_was_looked_for_is_written_down_never_who(dev, ada):
    finds(dev, "ada")

    with fresh_reading():
        entry = db.scalars(select(AuditEntry).where(AuditEntry.deed == "people searched")).one()
    assert (entry.actor_id, entry.reason, entry.person_id) == (dev.member_id, "counter", None)


def test_whoever_looks_for_everybody_is_slowed_down(dev, ada):
    with writing():
        for _ in range(PEOPLE_SEARCHED.most - 1):
            limits.spend(PEOPLE_SEARCHED, dev.member_id)

    assert [finds(dev, "ada").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("who", ["visitor", "ada", "cleo"])
def test_the_counter_is_for_the_desk(request, ben, who):
    person = request.getfixturevalue(who)

    assert person.get("/desk/counter").status_code in (401, 403)
    assert finds(person, "ben").status_code in (401, 403)
    assert takes(person, name="X").status_code in (401, 403)


def test_whoever_is_chosen_reads_that_they_were_at_the_counter(dev, ada):
    dev.get(chooses(dev, ada))

    assert "You were on the phone or at the counter" in ada.get("/me/desk").text


def test_nobody_stands_there_without_being_chosen(dev, ada, adam):
    path = chooses(dev, ada)

    assert adam.get(path).location == "/desk/counter"


def test_what_is_open_and_needed_stands_there(dev, ada, ticket, deliver):
    deliver()
    ada.post("/me/desk/needs", interpreter="Polish")

    page = dev.get(chooses(dev, ada)).text

    assert ticket.reference in page
    assert "Interpreter: Polish" in page


def test_a_ticket_for_a_member_stands_among_their_own(dev, ada, deliver):
    person_id = chooses(dev, ada).rsplit("/", 1)[1]

    takes(dev, person=person_id)

    ticket = newest()
    assert ticket.opener_id == ada.member_id
    assert CALL["title"] in ada.get("/me/tickets").text
    with fresh_reading():
        said = db.scalars(select(Message).where(Message.ticket_id == ticket.id)).one()
    assert (said.channel, said.is_from_staff, said.author_id) == ("phone", False, ada.member_id)


def test_nobody_takes_a_ticket_for_a_person_they_did_not_choose(dev, ada, adam):
    person_id = chooses(dev, ada).rsplit("/", 1)[1]

    assert takes(adam, person=person_id).status_code == 404


def test_whoever_gives_an_address_is_mailed_the_reference(app, dev, deliver):
    answer = takes(dev, name="Robin Vane", email="robin@example.net")
    deliver()

    assert answer.status_code == 303
    mails = [path.read_text() for path in (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")]
    assert any("robin@example.net" in mail and newest().reference in mail for mail in mails)


def test_what_we_know_is_filled_in_the_next_time(dev):
    takes(dev, name="Robin Vane", email="robin@example.net", phone="01632 960140")
    with fresh_reading():
        person_id = db.scalars(select(DeskPerson.id)).one()
    dev.post("/desk/counter/person", person=str(person_id))

    page = dev.get(f"/desk/counter/{person_id}").text

    assert 'value="robin@example.net"' in page
    assert "Told us before" in page


def test_a_name_is_asked_for(dev):
    page = takes(dev)

    assert page.status_code == 422
    assert "Ask for the name" in page.text
    assert CALL["body"] in page.text


def test_the_same_form_sent_twice_is_one_ticket(dev):
    for _ in range(2):
        takes(dev, name="Robin Vane")

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Ticket)) == 1


def test_public_answers_show_while_the_person_talks(dev, ada, ben, question, deliver):
    answer_id = answers(ben, question, "Ask at the library desk.")
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    deliver()

    page = dev.post("/desk/counter/tickets", title="My permit has not come", look="yes", about="")

    assert page.status_code == 200
    assert "Others asked this" in page.text
    assert newest() is None


def test_without_an_address_a_code_is_read_out(dev, visitor):
    page = takes(dev, name="Robin Vane").text
    reference, code = newest().reference, code_in(page)

    opened = visitor.post("/tickets", follow=True, reference=reference, email=code.lower())

    assert CALL["body"] in opened.text


def test_staff_type_the_code_and_stand_on_the_ticket(dev):
    page = takes(dev, name="Robin Vane").text
    reference, code = newest().reference, code_in(page)

    right = dev.post("/desk/counter/code", reference=reference, code=code)
    wrong = dev.post("/desk/counter/code", reference=reference, code="AAAA-AAAA")

    assert right.location == f"/desk/tickets/{reference}"
    assert wrong.status_code == 422
    assert "do not belong together" in wrong.text


def test_codes_are_not_guessed_at_the_counter(dev):
    takes(dev, name="Robin Vane")
    sent = {"reference": newest().reference, "code": "AAAA-AAAA"}

    pages = [dev.post("/desk/counter/code", **sent).status_code for _ in range(11)]

    assert pages[-1] == 429


def test_a_reason_from_the_counter_ends(dev, ada, monday):
    path = chooses(dev, ada)
    monday.shift(timedelta(minutes=31))

    assert dev.get(path).location == "/desk/counter"
