"""A service may promise more where it hurries; a new weight gives the promises anew."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.services.models import Service
from moderation.helpdesk import queries
from moderation.helpdesk.actions import move_along, weigh
from moderation.helpdesk.models import PromiseChange
from moderation.helpdesk.states import State
from tests.forum.services.times import at
from tests.moderation.catalogue.conftest import fields_of, words_of

EDIT = "/desk/services/parking/edit"
HISTORY = "/desk/services/parking/history"
LINES = "1 first 4 hours\n1 answer 1 day\n5 answer 10 days"


def set_promises(adam, lines):
    shown = adam.post(EDIT, **fields_of(adam.get(EDIT)) | {"by_priority": lines})
    return shown, adam.post(EDIT, **fields_of(shown))


@pytest.fixture
def by_priority(adam, parking):
    set_promises(adam, LINES)


def weighs(dev, ticket, impact, urgency):
    with writing():
        weigh(queries.locked_ticket(ticket.id), by=dev.member, impact=impact, urgency=urgency)


def due_of(ticket):
    with fresh_reading():
        return {clock.name: clock.due_at for clock in queries.clocks_of(ticket.id)}


def whys(ticket):
    with fresh_reading():
        rows = db.query(PromiseChange).where(PromiseChange.ticket_id == ticket.id)
        return [(row.clock, row.why) for row in rows.order_by(PromiseChange.id)]


def test_what_is_listed_is_previewed_saved_and_undone(adam, parking):
    shown, _ = set_promises(adam, LINES)
    with fresh_reading():
        kept = db.query(Service).one().by_priority
    adam.post(f"{HISTORY}/1/removal")

    assert (
        "Other promises by priority – 1 first 4 hours; 1 answer 1 days; 5 answer 10 days"
        in words_of(shown)
    )
    assert kept == {"1": {"first_response": 240, "resolution": 480}, "5": {"resolution": 4800}}
    with fresh_reading():
        assert db.query(Service).one().by_priority == {}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("urgent: at once", "Write one promise on each line"),
        ("6 first 4 hours", "Write one promise on each line"),
        ("1 first 4 hours\n1 first 5 hours", "there is another line for the same priority"),
        ("1 first 0 hours", "promise at least one hour"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(adam, parking, lines, words):
    answer = adam.post(EDIT, **fields_of(adam.get(EDIT)) | {"by_priority": lines})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert lines.split("\n")[0] in answer.text


def test_it_hurries_more_so_it_is_promised_sooner(by_priority, dev, ticket):
    before = due_of(ticket)
    weighs(dev, ticket, "high", "high")

    assert before["first_response"] == at("2026-03-04 10:00")
    assert due_of(ticket)["first_response"] == at("2026-03-02 14:00")
    assert due_of(ticket)["resolution"] == at("2026-03-03 10:00")


def test_the_page_of_the_promise_says_why(by_priority, dev, ticket, visitor):
    weighs(dev, ticket, "high", "high")

    words = words_of(visitor.get(f"/tickets/{ticket.reference}/promise"))
    assert "We weighed anew how much it hurries" in words
    assert ("first_response", "priority") in whys(ticket)


def test_what_is_not_listed_is_promised_as_ever(by_priority, dev, ticket):
    before = due_of(ticket)
    weighs(dev, ticket, "high", "medium")

    assert due_of(ticket) == before
    assert whys(ticket) == []


def test_it_hurries_less_so_it_is_promised_later(by_priority, dev, ticket):
    weighs(dev, ticket, "low", "low")

    assert due_of(ticket)["resolution"] == at("2026-03-16 10:00")
    assert due_of(ticket)["first_response"] == at("2026-03-04 10:00")


def test_weighing_it_the_same_twice_changes_nothing(by_priority, dev, ticket):
    weighs(dev, ticket, "high", "high")
    once = due_of(ticket), whys(ticket)
    weighs(dev, ticket, "high", "high")

    assert (due_of(ticket), whys(ticket)) == once


def test_a_time_that_is_over_already_begins_now_and_breaks_nothing(
    by_priority, dev, ticket, monday
):
    monday.move_to(at("2026-03-03 09:30"))
    weighs(dev, ticket, "high", "high")

    due = due_of(ticket)
    assert due["first_response"] == at("2026-03-03 13:30")
    with fresh_reading():
        assert all(clock.broken_at is None for clock in queries.clocks_of(ticket.id))


def moves(ticket, state):
    with writing():
        move_along(queries.locked_ticket(ticket.id), state, by_id=None, reason="by_hand")


def test_glpi_6902_a_new_priority_does_not_forget_the_pause(by_priority, dev, ticket, monday):
    """glpi#6902: when the priority changed, the time in which the clock stood still was lost."""
    monday.move_to(at("2026-03-02 11:00"))
    moves(ticket, State.WAITING_CITIZEN)
    monday.move_to(at("2026-03-02 15:00"))
    moves(ticket, State.OPEN)
    weighs(dev, ticket, "high", "high")

    assert due_of(ticket)["first_response"] == at("2026-03-03 10:00")


def test_glpi_15605_a_new_priority_while_it_waits_leaves_the_clock_standing(
    by_priority, dev, ticket, monday
):
    """glpi#15605: a change of the promise during a pause set the clock going, or lost the pause."""
    monday.move_to(at("2026-03-02 11:00"))
    moves(ticket, State.WAITING_CITIZEN)
    monday.move_to(at("2026-03-02 12:00"))
    weighs(dev, ticket, "high", "high")
    while_it_waits = due_of(ticket)
    monday.move_to(at("2026-03-03 11:00"))
    moves(ticket, State.OPEN)

    assert while_it_waits == {"first_response": None, "resolution": None}
    assert due_of(ticket)["first_response"] == at("2026-03-03 14:00")
