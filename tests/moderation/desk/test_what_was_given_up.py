"""What the machinery gave up is on a page, and one press tries it again."""

from datetime import timedelta

import pytest

from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.events import publish
from forum.kernel.mail import OutgoingMail, owe
from tests.forum.kernel.test_delivering_events import BellRang


@pytest.fixture
def dead_mail(app):
    with writing():
        owe("bell", event_id=publish(BellRang(actor_id=None, number=1)), recipient="member:1")
        db.query(OutgoingMail).update({"state": "dead", "error": "Mailbox full"})


def test_an_administrator_sees_what_was_given_up_and_why(adam, dead_mail):
    text = adam.get("/desk/deliveries").text

    assert "bell" in text
    assert "Mailbox full" in text


def test_one_press_tries_it_again(adam, dead_mail):
    adam.post("/desk/deliveries/revival")

    assert db.query(OutgoingMail.state).scalar() == "waiting"
    assert db.query(AuditEntry.actor_id, AuditEntry.deed).all() == [
        (adam.member_id, "deliveries revived")
    ]
    assert "Nothing was given up" in adam.get("/desk/deliveries").text


def test_it_is_not_for_agents(dev, dead_mail):
    assert dev.get("/desk/deliveries").status_code == 403
    assert dev.post("/desk/deliveries/revival").status_code == 403


def test_nothing_of_the_desk_is_open_to_staff_who_are_suspended(adam, dead_mail, ticket):
    with writing():
        adam.member.suspended_until = now() + timedelta(days=1)

    for address in ("/desk", f"/desk/tickets/{ticket.reference}", "/desk/deliveries", "/design"):
        assert adam.get(address).status_code == 403, address
    assert adam.post("/desk/deliveries/revival").status_code == 403
    assert adam.api("GET", "/tickets").status_code == 403
    assert db.query(OutgoingMail.state).scalar() == "dead"
