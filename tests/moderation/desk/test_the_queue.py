"""One queue of everything that waits, in the order of what was promised and of nothing else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.standing import Rung
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.helpdesk.actions import open_contact
from tests.moderation.conftest import asks, escalates


def references(text):
    return re.findall(r"FM-[0-9A-Z]{8}(?= ·)", text)


@pytest.fixture
def three(ada, parking, monday):
    """Opened at ten, at eleven and at twelve."""
    found = []
    for number in range(3):
        found.append(escalates(ada, asks(ada, parking, f"Question {number}")).reference)
        monday.shift(timedelta(hours=1))
    return found


def test_the_soonest_promise_comes_first(dev, three):
    assert references(dev.get("/desk").text) == three


def test_what_waits_for_the_citizen_comes_last(dev, three):
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{three[0]}/state", **form)

    text = dev.get("/desk").text
    assert references(text) == [three[1], three[2], three[0]]
    assert "Waiting for the citizen" in text


def test_standing_never_changes_the_order(dev, ada, ben, parking, monday):
    """Two hundred pairs are the lead's twin test; this one says what it must find."""
    ben.stands_on(Rung.ADVOCATE)
    first = escalates(ada, asks(ada, parking, "A newcomer's question"))
    second = escalates(ben, asks(ben, parking, "An advocate's question"))

    assert references(dev.get("/desk").text) == [first.reference, second.reference]
    assert first.due_at == second.due_at
    assert first.assignee_id is second.assignee_id is None


def test_how_soon_it_is_stands_in_words(dev, three, monday):
    monday.move_to("2026-03-04T10:40:00+00:00")

    text = dev.get("/desk").text
    assert "Late by 40 min" in text
    assert "Due in 20 min" in text
    assert "Due in 1 h 20 min" in text


def test_ones_own_and_nobodys_tickets_can_be_shown_alone(dev, three):
    dev.post(f"/desk/tickets/{three[1]}/claim")

    assert references(dev.get("/desk?show=mine").text) == [three[1]]
    assert references(dev.get("/desk?show=free").text) == [three[0], three[2]]


def test_answered_tickets_wait_for_the_citizen_elsewhere(dev, three):
    dev.post(f"/desk/tickets/{three[0]}/answer", body="Done.", to="person")

    assert three[0] not in references(dev.get("/desk").text)
    assert references(dev.get("/desk?show=answered").text) == [three[0]]


def test_a_long_queue_is_paged_without_gaps(dev, ada, parking):
    ada.stands_on(Rung.REGULAR)
    dev_opens = [escalates(dev, asks(dev, parking, f"Question {n}")) for n in range(45)]

    first = dev.get("/desk").text
    (link,) = re.findall(r'href="(/desk\?[^"]*cursor=[^"]+)"', first)
    second = dev.get(link.replace("&amp;", "&")).text

    shown = references(first) + references(second)
    assert shown == [ticket.reference for ticket in dev_opens]


@pytest.mark.parametrize("cursor", ["x", "WzEsIDJd", "WyJub3QgYSBkYXRlIiwgMV0"])
def test_a_broken_link_to_the_next_page_is_refused_kindly(dev, cursor):
    assert dev.get(f"/desk?cursor={cursor}").status_code == 422


def test_the_queue_takes_as_many_statements_for_many_as_for_one(dev, ada, parking, statements):
    escalates(ada, asks(ada, parking, "The first"))
    dev.get("/desk")
    with statements() as few:
        dev.get("/desk")
    for number in range(6):
        escalates(dev, asks(dev, parking, f"Question {number}"))

    with statements() as many:
        dev.get("/desk")

    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_sees_it(request, who, ticket):
    somebody = request.getfixturevalue(who)

    assert somebody.get("/desk").status_code == 403
    assert somebody.get(f"/desk/tickets/{ticket.reference}").status_code == 403
    assert 'href="/desk"' not in somebody.get("/contact").text


def test_a_visitor_is_asked_to_sign_in(visitor, ticket):
    assert visitor.get("/desk").status_code == 401


def test_the_desk_finds_it_in_the_menu(dev, parking):
    assert 'href="/desk"' in dev.get("/contact").text


@pytest.mark.parametrize("page", ["/desk/tickets/{}", "/tickets/{}"])
def test_that_somebody_looked_is_written_down(dev, ada, ticket, page):
    dev.get(page.format(ticket.reference))

    with fresh_reading():
        entry = db.scalars(select(AuditEntry)).one()
    assert (entry.actor_id, entry.subject_id) == (dev.member_id, ticket.id)
    assert entry.person_id == ada.member_id


def test_ones_own_ticket_is_ones_own(ada, ticket):
    ada.get(f"/tickets/{ticket.reference}")

    with fresh_reading():
        assert db.scalars(select(AuditEntry)).all() == []


def test_the_person_stands_beside_the_ticket(dev, ada, ticket):
    text = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert "Ada Okafor" in text
    assert "None of this changes the order" in text


def test_earlier_tickets_of_the_same_address_are_found(dev, letter, parking):
    with writing():
        again = open_contact(title="Again", body=write_up("Hm."), email="ROBIN@example.org")

    text = dev.get(f"/desk/tickets/{again.reference}").text
    assert f'href="/desk/tickets/{letter.reference}"' in text


def test_somebody_elses_ticket_is_not_there_for_a_citizen(ben, ticket):
    assert ben.get(f"/tickets/{ticket.reference}").status_code == 404
