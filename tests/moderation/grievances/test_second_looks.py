"""Whoever is not content with the answer to a complaint asks for a second look by somebody else."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.grievances.models import Grievance
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, set_kind
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Ticket
from tests.cast import make_person
from tests.forum.services.times import at
from tests.moderation.conftest import does_the_steps

SAID = {"body": "You answered another question."}
FOUND = {"outcome": "upheld", "remedy": "put_right", "answer": "Here is the right one."}


@pytest.fixture
def mara(app):
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def complaint(dev, letter):
    """Robin's letter is a complaint, and Dev has answered it."""
    with writing():
        ticket = db.get_one(Ticket, letter.id)
        set_kind(ticket, "complaint", by=dev.member)
        does_the_steps(dev, letter.id)
        answer_ticket(ticket, OfficialAnswer(write_up("We followed our rules.")), by=dev.member)
    return letter


@pytest.fixture
def asks_again(visitor, complaint):
    address = f"/tickets/{complaint.reference}/grievances?key={key_to(complaint.id)}"
    return lambda: visitor.post(address, **SAID)


def stored():
    with fresh_reading():
        return db.scalars(select(Grievance)).all()


def test_the_page_offers_a_second_look_once_it_is_answered(visitor, complaint):
    page = visitor.get(f"/tickets/{complaint.reference}?key={key_to(complaint.id)}").text

    assert "Ask for a second look" in page
    assert "the Local Government and Social Care Ombudsman" in page


def test_it_has_twenty_working_days_and_is_one_however_often_asked(asks_again):
    first, second = asks_again(), asks_again()

    (grievance,) = stored()
    assert first.location == second.location
    assert grievance.due_at == at("2026-03-30 10:00")  # four weeks, over the change of clocks
    assert (grievance.clock, grievance.turn) == (None, None)


def test_somebody_else_decides_and_the_last_letter_names_the_ombudsman(
    app, dev, mara, visitor, asks_again, deliver
):
    where = asks_again().location
    (grievance,) = stored()
    desk = f"/desk/grievances/{grievance.reference}"

    assert dev.post(f"{desk}/review").status_code == 403
    mara.post(f"{desk}/review")
    mara.post(f"{desk}/outcome", **FOUND)
    deliver()

    page = visitor.get(where).text
    assert "You are right" in page
    assert "the Local Government and Social Care Ombudsman" in page
    mails = (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")
    last = next(text for path in mails if "what we found" in (text := path.read_text()))
    assert "Ombudsman: https://www.lgo.org.uk/" in last.replace("=\n", "")


def test_nobody_reads_that_it_is_a_complaint_about_a_promise(
    app, mara, visitor, asks_again, deliver
):
    theirs = visitor.get(asks_again().location).text
    deliver()
    mails = [path.read_text() for path in (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")]
    assert any("we look at our answer again" in mail for mail in mails)
    assert not any("your complaint" in mail for mail in mails)
    (grievance,) = stored()
    queue = mara.get("/desk/grievances").text
    ours = mara.get(f"/desk/grievances/{grievance.reference}").text

    assert "Complaints and second looks" in queue
    for page in (theirs, ours):
        assert f"Second look {grievance.reference}" in page
        assert "About this second look" in page
        assert "this promise" not in page


def test_while_it_is_open_or_of_a_kind_without_one_nobody_is_asked(ada, ticket, dev):
    address = f"/tickets/{ticket.reference}/grievances"

    assert "second look" not in ada.get(f"/tickets/{ticket.reference}").text
    answer = ada.post(address, **SAID)

    assert ada.get(address).status_code == 403
    assert answer.status_code == 403
    assert "A second look is for tickets that have ended" in answer.text
    assert stored() == []


def test_the_database_holds_one_second_look_a_ticket(complaint, asks_again):
    asks_again()
    (first,) = stored()
    again = {"ticket_id": complaint.id, "reference": "GR-X", "body": "x", "made_at": now()}

    with pytest.raises(IntegrityError), writing():
        db.execute(insert(Grievance).values(due_at=first.due_at, **again))
