"""Several steps in one press: all of them or none, read before, and an answer may be among them."""

import pytest

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.models import TicketEntry
from tests.moderation.conftest import as_stored


def run(person, ticket, macro_id, text="", version="1", **more):
    url = f"/desk/tickets/{ticket.reference}/macros/{macro_id}"
    return person.post(url, text=text, version=version, **more)


def written() -> list[tuple[str, str]]:
    with fresh_reading():
        rows = db.query(TicketEntry).order_by(TicketEntry.id)
        return [(one.body, one.visibility) for one in rows if one.is_from_staff]


@pytest.fixture
def asks_why(macro, ready):
    answer_id = ready("Which street is it, {name}?")
    does = {"impact": "high", "give": "me", "answer_id": answer_id, "send": "message"}
    return macro(**does, state="waiting_citizen")


@pytest.fixture
def mails(app, deliver):
    def texts():
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        return [path.read_text() for path in folder.glob("*.eml")]

    return texts


def test_every_step_and_the_whole_text_are_read_before(dev, ticket, asks_why):
    page = dev.get(f"/desk/tickets/{ticket.reference}/macros?macro={asks_why}")
    shown = dev.get(page.location).text

    assert "Which street is it, Ada Okafor?" in shown
    assert "Set the impact to: <b>High</b>" in shown
    assert "Nothing has happened yet" in shown
    assert as_stored(ticket.id).state == "new"


def test_all_of_it_happens_at_once(dev, ada, ticket, asks_why):
    run(dev, ticket, asks_why, "Which street is it?")

    stored = as_stored(ticket.id)
    assert (stored.impact, stored.urgency) == ("high", "medium")
    assert (stored.state, stored.assignee_id) == ("waiting_citizen", dev.member_id)
    assert "Which street is it?" in ada.get(f"/tickets/{ticket.reference}").text


def test_a_macro_replies(dev, letter, macro, ready, mails):
    macro_id = macro(answer_id=ready("It is in the post."), send="answer")

    run(dev, letter, macro_id, "It is in the post.")

    assert as_stored(letter.id).state == "answered"
    assert any("It is in the post." in text for text in mails() if "robin@" in text)


def test_pressing_twice_writes_once(dev, ticket, macro, ready):
    macro_id = macro(answer_id=ready("It is in the post."), send="answer")
    for _ in range(2):
        run(dev, ticket, macro_id, "It is in the post.", nonce="one-showing")

    assert written() == [("It is in the post.", "private")]


def test_a_macro_never_publishes(dev, question, ticket, macro, ready, visitor):
    macro_id = macro(answer_id=ready("Your permit is 4711."), send="answer")

    run(dev, ticket, macro_id, "Your permit is 4711.")

    assert "4711" not in visitor.get(f"/threads/{question}-my-permit-has-not-come").text


def test_a_note_of_a_macro_is_never_sent(dev, ada, letter, ticket, macro, ready, mails):
    """A canary: what only staff may read reaches neither a mail, a page nor the interface."""
    canary = "She shouts at the wardens"
    macro_id = macro(answer_id=ready(canary), send="note")

    for one in (letter, ticket):
        run(dev, one, macro_id, canary)
        dev.post(f"/desk/tickets/{one.reference}/answer", body="It is done.", to="person")

    path = f"/tickets/{ticket.reference}"
    assert written().count((canary, "internal")) == 2
    assert not [text for text in mails() if canary in text]
    assert canary not in ada.get(path).text
    assert canary not in ada.api("GET", path).get_data(as_text=True)
    assert canary not in ada.api("GET", "/me/export").get_data(as_text=True)


def test_when_one_step_is_not_possible_none_is_done(dev, ticket, macro):
    dev.post(f"/desk/tickets/{ticket.reference}/state", state="open", reason="", text="")
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")
    macro_id = macro(impact="high", state="waiting_third_party")

    answer = run(dev, ticket, macro_id)

    assert answer.status_code == 403
    assert as_stored(ticket.id).impact == "medium"


def test_a_ticket_somebody_else_works_on_is_left_alone(app, dev, mara, ticket, asks_why):
    mara.post(f"/desk/tickets/{ticket.reference}/claim")

    answer = run(dev, ticket, asks_why, "Which street is it?")

    assert answer.status_code == 409
    assert as_stored(ticket.id).state == "triaged"
    assert written() == []


def test_a_macro_that_was_changed_meanwhile_does_nothing(dev, ticket, asks_why):
    answer = run(dev, ticket, asks_why, "Which street is it?", version="2")

    assert answer.status_code == 409
    assert as_stored(ticket.id).state == "new"


def test_a_text_that_is_to_be_sent_is_not_empty(dev, ticket, asks_why):
    answer = run(dev, ticket, asks_why, " ")

    assert answer.status_code == 422
    assert as_stored(ticket.id).state == "new"


FIELDS = ("impact", "urgency", "give", "answer", "send", "state", "reason", "whom")
MACRO = dict.fromkeys(FIELDS, "")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "at least one thing"),
        ({"state": "waiting_citizen"}, "has to read why"),
        ({"state": "closed_unresolved", "reason": "cannot"}, "has to read why"),
        ({"send": "answer"}, "how it is written"),
    ],
)
def test_a_macro_that_would_do_nothing_or_end_without_a_word_is_refused(mara, form, sentence):
    answer = mara.post("/desk/ready/macro/new", name="Hm", version="0", **(MACRO | form))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_manager_writes_a_macro(mara, ready):
    form = MACRO | {"name": "Urgent", "urgency": "high", "version": "0"}
    shown = mara.post("/desk/ready/macro/new", **form)
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    mara.post("/desk/ready/macro/new", **form, seen=seen)

    assert "Urgent" in mara.get("/desk/ready").text


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_uses_one(request, who, ticket, asks_why):
    person = request.getfixturevalue(who)

    assert run(person, ticket, asks_why, "Hm.").status_code == 403
    url = f"/desk/tickets/{ticket.reference}/macros/{asks_why}"
    assert person.get(url).status_code == 403
