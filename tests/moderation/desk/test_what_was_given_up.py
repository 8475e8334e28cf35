"""What the machinery gave up is on a page, and one press tries it again."""

import pytest

from forum.kernel.audit import AuditEntry
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
