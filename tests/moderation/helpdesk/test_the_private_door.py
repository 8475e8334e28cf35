"""Anybody writes to the council in private, without an account, and checks on it later."""

import re
from datetime import timedelta
from functools import partial
from hmac import compare_digest

import pytest
from sqlalchemy import event, func, select

from forum.kernel.db import database, db, fresh_reading
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import tickets
from moderation.helpdesk.references import new_reference
from tests.architecture.query_budgets import BUDGETS

FORM = {
    "name": "Robin Vane",
    "email": "robin@example.org",
    "about": "",
    "title": "My badge",
    "body": "It has **not** come, and I need it.",
    "nonce": "abc",
}


@pytest.fixture(autouse=True)
def _town(parking):
    return parking


def test_the_door_asks_for_four_things(visitor):
    text = visitor.get("/contact").text

    assert all(f'name="{name}"' in text for name in ("name", "email", "title", "body"))
    assert "csrf_token" not in text


def test_a_message_becomes_a_ticket_with_reference_and_promise(visitor):
    answer = visitor.post("/contact", follow=True, **FORM)

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
    assert answer.status_code == 200
    assert ticket.reference in answer.text
    assert "We promise a first answer by" in answer.text
    assert "What happens next" in answer.text
    assert (ticket.source_kind, ticket.source_id) == ("direct", None)


@pytest.mark.parametrize("said", ["high", "medium", "low"])
def test_how_much_it_holds_somebody_up_is_its_urgency(visitor, said):
    visitor.post("/contact", **FORM, hurry=said)

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
    assert (ticket.impact, ticket.urgency) == ("medium", said)


def test_whoever_does_not_say_is_in_the_middle(visitor):
    visitor.post("/contact", **FORM)

    with fresh_reading():
        assert db.scalars(select(Ticket.urgency)).one() == "medium"
    assert visitor.post("/contact", **FORM, hurry="burning").status_code == 422


def test_the_page_after_it_takes_a_fixed_number_of_statements(visitor, statements):
    sent = visitor.post("/contact", **FORM)
    visitor.get(sent.location)

    with statements() as said:
        visitor.get(sent.location)

    assert len(said) <= BUDGETS["helpdesk.opened"]


def test_the_same_form_sent_twice_makes_one_ticket(visitor):
    first = visitor.post("/contact", **FORM)
    second = visitor.post("/contact", **FORM)

    assert first.location.split("?")[0] == second.location.split("?")[0]
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Ticket)) == 1


def test_a_form_that_was_copied_opens_nobody_elses_ticket(visitor):
    theirs = visitor.post("/contact", **FORM)

    mine = visitor.post("/contact", **(FORM | {"email": "eve@example.org"}))

    assert theirs.location.split("?")[0] != mine.location.split("?")[0]


@pytest.mark.parametrize("missing", ["name", "email", "title", "body"])
def test_what_is_missing_is_said_and_nothing_is_lost(visitor, missing):
    answer = visitor.post("/contact", **(FORM | {missing: ""}))

    assert answer.status_code == 422
    assert "change" in answer.text
    kept = [FORM[name] for name in ("name", "email", "title", "body") if name != missing]
    assert [words for words in kept if words not in answer.text] == []


def test_an_address_we_cannot_write_to_is_refused(visitor):
    answer = visitor.post("/contact", **(FORM | {"email": "robin at home"}))

    assert answer.status_code == 422
    assert "does not look like an e-mail address" in answer.text


def test_the_text_from_the_ask_page_comes_along(visitor):
    asked = {"title": "My badge", "body": "Not come.", "topic": "parking", "door": "private"}
    door = visitor.post("/ask", **asked)

    answer = visitor.post(door.location, **asked)

    assert door.status_code == 307
    assert 'value="My badge"' in answer.text
    assert "Not come.</textarea>" in answer.text


def test_somebody_signed_in_need_not_type_their_address(ada):
    assert 'value="ada@example.org"' in ada.get("/contact").text


def test_a_ticket_of_a_member_is_theirs(ada):
    ada.post("/contact", **FORM)

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
    assert ticket.opener_id == ada.member_id
    assert ada.get(f"/tickets/{ticket.reference}").status_code == 200


def test_what_the_desk_writes_down_for_somebody_is_that_persons(dev):
    dev.post("/contact", **FORM)

    with fresh_reading():
        assert db.scalars(select(Ticket.opener_id)).one() is None


def test_many_messages_from_one_address_have_to_wait(visitor):
    for number in range(5):
        visitor.post("/contact", **(FORM | {"nonce": f"n{number}"}))

    answer = visitor.post("/contact", **(FORM | {"nonce": "n6"}))

    assert answer.status_code == 429
    assert "It has **not** come, and I need it." in answer.text


def test_reference_and_address_open_the_ticket_for_an_hour(visitor, letter, monday):
    answer = visitor.post("/tickets", reference=letter.reference.lower(), email="ROBIN@example.org")
    opened = visitor.get(answer.location)
    monday.shift(timedelta(minutes=61))
    later = visitor.get(answer.location)

    assert answer.status_code == 303
    assert "It has not come." in opened.text
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert later.status_code == 404


@pytest.mark.parametrize("email", ["eve@example.org", "robin@example.com", "ada@example.org"])
def test_a_wrong_address_reads_like_a_reference_that_does_not_exist(visitor, letter, email):
    wrong_address = visitor.post("/tickets", reference=letter.reference, email=email)
    no_ticket = visitor.post("/tickets", reference="FM-00000000", email=email)

    assert wrong_address.status_code == no_ticket.status_code == 422
    assert _without(wrong_address.text, letter.reference) == _without(no_ticket.text, "FM-00000000")


def test_a_wrong_pair_is_answered_by_the_same_work_whatever_is_wrong_with_it(visitor, letter, app):
    """So that nobody can tell by the time which references there are: the same statements, the
    same number of comparisons, and the address compared to its end.
    """
    pairs = [
        (letter.reference, "eve@example.org"),
        (letter.reference, "robin@example.orh"),
        ("FM-00000000", "robin@example.org"),
    ]
    for reference in ("FM-00000000", letter.reference):  # the tries of each are counted by now
        visitor.post("/tickets", reference=reference, email="first@example.org")
    asked = [partial(visitor.post, "/tickets", reference=one, email=two) for one, two in pairs]
    done = [work_of(ask) for ask in asked]

    assert [answer for answer, _, _ in done] == [422] * 3
    assert done[0][1] == done[1][1] == done[2][1] != []
    assert [compared for _, _, compared in done] == [1, 1, 1]


def work_of(ask):
    """The status, the shapes of the statements, and how often an address was compared."""
    statements, compared = [], []

    def note(_connection, _cursor, statement, *_more):
        statements.append(statement)

    def compare(one, other):
        compared.append((len(one), len(other)))
        return compare_digest(one, other)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tickets, "compare_digest", compare)
        engines = [database().reading, database().writing]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        status = ask().status_code
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
    return status, statements, len(compared)


def test_many_references_from_one_place_are_stopped_too(visitor, letter):
    for _ in range(20):
        visitor.post("/tickets", reference=new_reference(), email="robin@example.org")

    answer = visitor.post("/tickets", reference=letter.reference, email="robin@example.org")

    assert answer.status_code == 429


def test_the_address_of_a_member_opens_nothing(visitor, ticket):
    """The reference of a public question is public, so it proves nothing."""
    answer = visitor.post("/tickets", reference=ticket.reference, email="ada@example.org")

    assert answer.status_code == 422


def test_a_typing_error_is_told_apart_without_asking_the_database(visitor):
    answer = visitor.post("/tickets", reference="FM-00000001", email="robin@example.org")

    assert answer.status_code == 422
    assert "typing slip" in answer.text


def test_guessing_is_stopped(visitor, letter):
    for _ in range(10):
        visitor.post("/tickets", reference=letter.reference, email="eve@example.org")

    answer = visitor.post("/tickets", reference=letter.reference, email="robin@example.org")

    assert answer.status_code == 429


@pytest.mark.parametrize(
    "key", ["", "nonsense", "WzFd.x.y", "\udc80".encode("utf-8", "replace").decode()]
)
def test_without_its_key_a_ticket_is_not_there(visitor, letter, key):
    assert visitor.get(f"/tickets/{letter.reference}?key={key}").status_code == 404


def test_the_key_of_one_ticket_opens_no_other(visitor, letter, ticket):
    key = key_to(ticket.id)

    assert visitor.get(f"/tickets/{letter.reference}?key={key}").status_code == 404


def test_with_its_key_one_can_answer(visitor, letter):
    key = key_to(letter.id)
    visitor.post(f"/tickets/{letter.reference}/messages?key={key}", body="And another thing.")

    assert "And another thing." in visitor.get(f"/tickets/{letter.reference}?key={key}").text


def test_without_it_one_cannot(visitor, ada, letter):
    for somebody in (visitor, ada):
        answer = somebody.post(f"/tickets/{letter.reference}/messages", body="Let me in.")

        assert answer.status_code == 404
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(Message)) == 1


def test_links_on_the_page_keep_the_key(visitor, letter):
    key = key_to(letter.id)

    text = visitor.get(f"/tickets/{letter.reference}?key={key}").text

    actions = re.findall(r'action="(/tickets/[^"]+)"', text)
    assert actions
    assert all(f"key={key}" in action for action in actions)


def _without(text: str, reference: str) -> str:
    return re.sub(r"nonce.*?>", "", text.replace(reference, ""))
