"""Whoever asks reaches the council the same way, with a group, without, and when it is busy."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from forum.accounts.standing import Rung
from forum.helping import actions as helping
from forum.kernel import settling
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.models import Thread
from forum.topics.models import Topic
from moderation.helpdesk import queries
from moderation.helpdesk.models import Ticket, TicketPromise
from tests.cast import make_person
from tests.moderation.conftest import asks, escalates

WAITING = 15
ONCE = re.compile(r'name="nonce" value="[^"]*"|value="[^"]*" name="nonce"')
"""What every look at a form makes anew."""
SETTINGS = ("no group", "nothing waits for it", "a lot waits for it", "it looks at the question")


def arrange(setting: str, app: Any, parking: Topic, cleo: Any, asker: Any, question: int) -> None:
    if setting == "no group":
        return
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    with writing():
        topic = db.get_one(Topic, parking.id)
        helping.choose_coach(topic, cleo.member, by=cleo.member)
        helping.adopt(topic, by=noor.member)
    if setting == "a lot waits for it":
        for number in range(WAITING):
            asks(asker, parking, f"Question {number}")
    if setting == "it looks at the question":
        with writing():
            helping.look(db.get_one(Thread, question), by=noor.member)


def doors(visitor: Any, ada: Any, question: int) -> dict[str, Any]:
    """What a visitor and the person who asked find where the council can be reached."""
    page = ada.get(f"/threads/{question}", follow_redirects=True).text
    return {
        "the private door": ONCE.sub("", visitor.get("/contact").text),
        "the way from one's question": "Ask the council" in page,
        "leaving it to neighbours": "No, leave it to my neighbours" in page,
        "asking": ONCE.sub("", visitor.get("/ask").text),
    }


def promises(ticket_id: int) -> list[tuple[Any, ...]]:
    what = (TicketPromise.clock, TicketPromise.turn, TicketPromise.minutes, TicketPromise.due_at)
    rows = select(*what).where(TicketPromise.ticket_id == ticket_id).order_by(*what[:2])
    with fresh_reading():
        return [tuple(row) for row in db.execute(rows)]


def facts(ticket_id: int) -> tuple[Any, ...]:
    with fresh_reading():
        one = db.get_one(Ticket, ticket_id)
        return (one.due_at, one.impact, one.urgency, one.kind, one.state, one.assignee_id)


@pytest.fixture
def found(app, visitor, ada, ben, cleo, dev, parking, question):
    """Everything that could differ, in one setting."""

    def look(setting: str) -> dict[str, Any]:
        arrange(setting, app, parking, cleo, ben, question)
        told = doors(visitor, ada, question)
        with fresh_reading():
            due = {one.thread_id: one.fired for one in queries.threads_to_escalate(later())}
        told["when the rules bring it"] = due[question]
        ticket = escalates(ada, question)
        settling.settle(app, seconds=30)
        told["promises"], told["ticket"] = promises(ticket.id), facts(ticket.id)
        with fresh_reading():
            told["its place"] = [row.id for row in queries.waiting("waiting", by=dev.member).items]
        return told | {"its number": ticket.id}

    return look


def later():
    return now() + timedelta(days=5)


@pytest.fixture(scope="module")
def measure() -> dict[str, Any]:
    """What the first setting found."""
    return {}


@pytest.mark.parametrize("setting", SETTINGS)
def test_doors_promises_and_places_are_the_same(found, setting, measure):
    """Each setting has a town of its own; the first is the measure of the others."""
    told = found(setting)
    ticket_id = told.pop("its number")

    assert told["its place"] == [ticket_id], "alone at the desk, so it is the first"
    assert told["promises"]
    assert told["the way from one's question"]
    del told["its place"]
    for what, now_found in told.items():
        assert now_found == measure.setdefault(what, now_found), f"{what} differs: {setting}"
