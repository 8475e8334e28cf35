"""Where somebody is in danger the ticket stands above all others, and promises stay as they are."""

import pytest
from sqlalchemy import func, select, update

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from moderation.helpdesk.models import Ticket
from tests.moderation.conftest import asks, escalates

ABOVE = "Somebody is in danger</h2>"


@pytest.fixture
def called(dev, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/emergency")
    return ticket


def count(kind):
    with fresh_reading():
        return db.scalar(select(func.count()).where(PublishedEvent.kind == kind))


def test_it_stands_above_the_queue_for_everybody_at_the_desk(dev, adam, called):
    for who in (dev, adam):
        page = who.get("/desk").text
        assert ABOVE in page
        above = page.split(ABOVE)[1].split("</ul>")[0]
        assert called.reference in above
        assert "My permit has not come" in above


def test_without_one_nothing_stands_there(dev, ticket):
    assert ABOVE not in dev.get("/desk").text


def test_no_promise_changes(dev, ticket, now_is):
    before = now_is().due_at
    dev.post(f"/desk/tickets/{ticket.reference}/emergency")

    assert (now_is().due_at, now_is().is_emergency) == (before, True)
    assert (now_is().impact, now_is().urgency) == ("medium", "medium")


def test_twice_is_once_and_it_ends(dev, called, now_is):
    dev.post(f"/desk/tickets/{called.reference}/emergency")
    dev.post(f"/desk/tickets/{called.reference}/emergency/removal")

    assert count("emergency_called") == 1
    assert count("emergency_ended") == 1
    assert not now_is().is_emergency
    assert ABOVE not in dev.get("/desk").text


def test_what_is_over_stands_there_no_more(dev, called, ada):
    ada.post(f"/tickets/{called.reference}/withdrawal")

    assert ABOVE not in dev.get("/desk").text


def test_citizens_cannot_call_one(ada, ben, cleo, ticket, now_is):
    for who in (ada, ben, cleo):
        assert who.post(f"/desk/tickets/{ticket.reference}/emergency").status_code == 403
    assert not now_is().is_emergency
    assert "danger" not in ada.get(f"/tickets/{ticket.reference}").text


def test_what_is_for_managers_shows_to_managers_only(dev, adam, ben, parking, called):
    other = escalates(ben, asks(ben, parking, "Somebody hits me"))
    with writing():
        mine = update(Ticket).where(Ticket.id == other.id)
        db.execute(mine.values(is_emergency=True, is_for_managers=True))

    assert "Somebody hits me" not in dev.get("/desk").text
    assert "Somebody hits me" in adam.get("/desk").text.split(ABOVE)[1].split("</ul>")[0]
