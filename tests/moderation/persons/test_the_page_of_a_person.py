"""Staff open the page of a person with a reason only, and every look is written down."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.accounts.standing import Role
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from moderation.helpdesk import actions as tickets
from moderation.helpdesk.models import Ticket
from moderation.persons import tasks
from moderation.persons.actions import know_caller, know_person_of
from moderation.persons.models import LookReason, PersonLook
from tests.cast import make_person
from tests.moderation.persons.conftest import opens

WAITS = "My permit has not come"


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


def looks():
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(PersonLook))


def test_without_a_reason_staff_see_nothing_of_the_person(dev, adas):
    page = dev.get(adas)

    assert "Why do you open this person’s page?" in page.text
    assert not any(words in page.text for words in ("Ada", "ada@example.org", WAITS))
    assert looks() == 0


def test_with_a_written_reason_they_see_what_is_open(dev, adas):
    page = opens(dev, adas)

    assert all(words in page.text for words in ("Ada Okafor", "ada@example.org", WAITS))
    assert "no-store" in page.headers["Cache-Control"]


def test_a_reason_has_to_be_words(dev, adas):
    page = opens(dev, adas, words="hm")

    assert page.status_code == 422
    assert "Say in a few words why you need this page" in page.text
    assert "Ada Okafor" not in page.text


def test_a_written_reason_lasts_half_an_hour(dev, adas, monday):
    opens(dev, adas)
    monday.shift(timedelta(minutes=31))

    assert "Why do you open this person’s page?" in dev.get(adas).text


def test_the_reason_of_one_is_none_for_another(dev, mara, adas):
    opens(dev, adas)

    assert "Why do you open this person’s page?" in mara.get(adas).text


def test_whoever_works_on_a_ticket_of_the_person_has_a_reason(dev, adas, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")

    assert "You work on a ticket of this person." in dev.get(adas).text


def test_that_reason_ends_when_the_ticket_is_put_back(dev, adas, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    dev.get(adas)
    dev.post(f"/desk/tickets/{ticket.reference}/claim/removal")

    assert "Why do you open this person’s page?" in dev.get(adas).text


def test_a_ticket_leads_to_the_page_of_its_person(dev, adas, ticket):
    assert "Open the page of this person" in dev.get(f"/desk/tickets/{ticket.reference}").text

    answer = dev.post("/desk/persons", reference=ticket.reference)

    assert answer.location == adas


def test_every_look_is_written_down_and_stands_in_the_audit_log(dev, ada, adas):
    opens(dev, adas)
    dev.get(adas)

    with fresh_reading():
        seen = select(AuditEntry).where(AuditEntry.deed == "open person page")
        entries = db.scalars(seen).all()
    assert looks() == len(entries) == 2
    assert {(one.actor_id, one.person_id, one.reason) for one in entries} == {
        (dev.member_id, ada.member_id, "written")
    }


@pytest.mark.parametrize("who", ["visitor", "ada", "cleo", "pia"])
def test_nobody_else_opens_it(request, adas, who):
    person = request.getfixturevalue(who)

    assert person.get(adas).status_code in (401, 403)
    assert opens(person, adas).status_code in (401, 403)


def test_a_page_nobody_has_is_refused(dev):
    assert dev.get("/desk/persons/999999999999999999999").status_code == 404


def test_agents_do_not_read_there_what_only_managers_see(ada, dev, mara, adas):
    with writing():
        body, email = tickets.plain("About a colleague."), "ada@example.org"
        hidden = tickets.open_contact(title="A complaint", body=body, email=email, by=ada.member)
        db.get_one(Ticket, hidden.id).is_for_managers = True
        know_person_of(hidden)

    assert "A complaint" not in opens(dev, adas).text
    assert "A complaint" in opens(mara, adas).text


def test_nothing_on_it_ranks_anybody(dev, adas):
    page = opens(dev, adas).text.lower()

    assert not any(word in page for word in ("newcomer", "regular", "reputation", "points"))


def test_an_address_without_an_account_is_somebody_too(dev, letter, deliver, page_of):
    deliver()
    page = opens(dev, page_of(letter)).text

    assert "Robin Vane" in page
    assert "robin@example.org" in page
    assert "Anybody can type an address" in page


def test_an_account_and_its_address_typed_by_somebody_stay_two(ada, adas, deliver, page_of):
    with writing():
        typed = tickets.open_contact(
            title="Bins", body=tickets.plain("Full."), email="ada@example.org", name="Ada?"
        )
    deliver()

    assert page_of(typed) != adas


def test_two_callers_with_one_number_stay_two(app):
    with writing():
        first, second = (know_caller(name, phone="01632 960140").id for name in ("Jo", "Sam"))

    assert first != second


def test_older_tickets_stand_on_a_further_page(ada, dev, adas):
    with writing():
        for number in range(25):
            title = f"Lamp number {number}"
            one = tickets.open_contact(
                title=title, body=tickets.plain("Out."), email="ada@example.org", by=ada.member
            )
            know_person_of(one)
    first = opens(dev, adas).text
    path = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]

    older = dev.get(path.replace("&amp;", "&")).text

    assert "Lamp number 24" in first
    assert "Lamp number 0<" not in first
    assert "Lamp number 0<" in older
    assert "Lamp number 24" not in older


def test_who_looked_is_forgotten_after_two_years(dev, adas, monday):
    opens(dev, adas)
    monday.shift(timedelta(days=700))
    tasks.forget_old_looks()
    kept = looks()
    monday.shift(timedelta(days=40))
    tasks.forget_old_looks()

    with fresh_reading():
        reasons = db.scalar(select(func.count()).select_from(LookReason))
    assert (kept, looks(), reasons) == (1, 0, 0)
