"""A thank-you needs no reply: it opens nothing again, and no clock runs because of it."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, write_message
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import clocks_of, conversation
from moderation.helpdesk.thanks import is_only_thanks
from tests.moderation.conftest import as_stored

ONLY_THANKS = [
    "Thank you!",
    "thanks so much for your quick help 👍",
    "Diolch yn fawr iawn",
    "Vielen Dank für die schnelle Antwort!",
    "Many thanks. Kind regards, Robin Vane",
]
MORE = [
    "Thanks, but it still drips",
    "Thank you. When will you come?",
    "Thank you for nothing",
    "Thanks, call me on 01632 960123",
    "Thanks for your help. My neighbour has the same.",
    "Great",
    "",
    "thank " * 30,
]


def write(ticket_id, body, by=None):
    with writing():
        ticket = db.get_one(Ticket, ticket_id)
        if by is not None:
            answer_ticket(ticket, OfficialAnswer(write_up(body), public=False), by=by)
        else:
            write_message(ticket, by=None, body=write_up(body))


@pytest.mark.parametrize("text", ONLY_THANKS)
def test_it_knows_a_thank_you(text):
    assert is_only_thanks(text, name="Robin Vane")


@pytest.mark.parametrize("text", MORE)
def test_anything_more_is_a_message(text):
    assert not is_only_thanks(text, name="Robin Vane")


def test_chatwoot_10178_thanks_for_an_answer_start_no_clock(letter, dev, deliver):
    write(letter.id, "It is in the post.", by=dev.member)
    write(letter.id, "Thank you very much!")
    deliver()

    assert as_stored(letter.id).state == "answered"
    assert as_stored(letter.id).due_at is None
    assert [clock.name for clock in clocks_of(letter.id)] == ["first_response", "resolution"]
    assert conversation(letter.id)[-1].body == "Thank you very much!"


def test_chatwoot_10178_a_question_after_thanks_starts_it_from_the_question(
    letter, dev, time_machine
):
    write(letter.id, "It is in the post.", by=dev.member)
    write(letter.id, "Thank you!")
    time_machine.shift(3600)
    write(letter.id, "It has not come.")

    (later,) = [clock for clock in clocks_of(letter.id) if clock.name == "next_response"]
    assert as_stored(letter.id).state == "open"
    assert later.promised.began_at == as_stored(letter.id).opened_at.replace(hour=11)


def test_somebody_we_asked_something_is_heard_whatever_they_write(letter, dev):
    reference = letter.reference
    dev.post(f"/desk/tickets/{reference}/state", state="waiting_citizen", text="Which badge?")

    write(letter.id, "Thank you!")

    assert as_stored(letter.id).state == "open"
