"""A note between staff is another kind of thing than a message: no way out finds one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import exists, func, select, update

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Missing
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from moderation.bundles.queries import last_answer, message_on
from moderation.closings.queries import words_to_carry
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import InternalNote, Message, Ticket, TicketEntry
from moderation.knowledge.queries import private_answer
from tests.moderation.conftest import answers

CANARY = "He rang twice and was cross."


@pytest.fixture
def note(dev, letter) -> int:
    """Dev's note on Robin's letter."""
    with writing():
        ticket = queries.locked_ticket(letter.id)
        return actions.write_note(ticket, by=dev.member, body=write_up(CANARY)).id


ASKED: dict[str, Callable[[int, int], Any]] = {
    "rows": lambda ticket, _note: select(Message.id).where(Message.is_from_staff),
    "columns": lambda ticket, _note: select(Message.body).where(Message.body == CANARY),
    "a subquery": lambda ticket, note: select(Ticket.id).where(
        select(Message.id).where(Message.ticket_id == Ticket.id, Message.id == note).exists()
    ),
    "exists": lambda ticket, note: select(Ticket.id).where(
        exists().where(Message.ticket_id == Ticket.id, Message.id == note)
    ),
    "a join": lambda ticket, note: (
        select(Ticket.id).join(Message, Message.ticket_id == Ticket.id).where(Message.id == note)
    ),
    "a group": lambda ticket, note: (
        select(func.max(Message.id)).group_by(Message.id).having(Message.id == note)
    ),
}


@pytest.mark.parametrize("how", ASKED)
def test_no_query_of_messages_finds_a_note(letter, note, how):
    with fresh_reading():
        assert db.execute(ASKED[how](letter.id, note)).all() == []


def test_neither_counting_nor_getting_does(letter, note):
    with fresh_reading():
        mine = select(func.count()).select_from(Message).where(Message.ticket_id == letter.id)
        assert db.scalar(mine) == 1
        assert db.get(Message, note) is None
        assert db.get_one(TicketEntry, note).is_note
        assert db.get(Message, note) is None  # now that the session knows it


def test_a_change_of_all_messages_leaves_notes_alone(letter, note):
    with writing():
        changed = (
            update(Message).values(body="Changed.").execution_options(synchronize_session=False)
        )
        db.execute(changed)

    with fresh_reading():
        assert db.get_one(InternalNote, note).body == CANARY


@dataclass(frozen=True)
class Way:
    """What asks for words that go out, and how a note looks that it would take for such words."""

    finds: Callable[[Ticket, int], Any]
    shape: dict[str, Any] = field(default_factory=dict)
    is_on_thread: bool = False


ITS_PERSONS = {"is_from_staff": False, "author_id": None}
WAYS = {
    "the page of the person": Way(lambda ticket, _note: queries.conversation(ticket.id)),
    "a message that becomes public": Way(queries.message_of),
    "a message that becomes an article": Way(private_answer, {"in_short": "He was cross."}),
    "a message that becomes a ticket": Way(message_on, ITS_PERSONS),
    "the answer that goes along": Way(
        lambda ticket, _note: last_answer(ticket.id), is_on_thread=True
    ),
    "the first reply": Way(lambda ticket, _note: queries.first_reply_at(ticket.id)),
    "words for another body": Way(lambda ticket, _note: words_to_carry(ticket), ITS_PERSONS),
}


@pytest.fixture
def looks(letter, note, ada, question):
    """Gives the note another look; what Robin wrote came from an address nobody knows."""
    answer_id = answers(ada, question)
    with writing():
        db.execute(update(Message).values(sender="robin@example.com"))

    def look(way, **more):
        shape = way.shape | ({"answer_id": answer_id} if way.is_on_thread else {}) | more
        with writing():
            entry: Any = TicketEntry.__table__
            db.execute(update(entry).where(entry.c.id == note).values(shape or {"id": note}))

    return look


def found(way, letter, note):
    """What goes out by it."""
    with fresh_reading():
        try:
            found = way.finds(db.get_one(Ticket, letter.id), note)
        except Missing:
            return []
        every = found if isinstance(found, list) else [found]
        return [getattr(one, "body", one) for one in every]


@pytest.mark.parametrize("name", WAYS)
def test_no_way_out_finds_one(letter, note, looks, name):
    before = found(WAYS[name], letter, note)
    looks(WAYS[name])

    assert found(WAYS[name], letter, note) == before


@pytest.mark.parametrize("name", WAYS)
def test_were_it_a_message_each_way_would_find_it(letter, note, looks, name):
    before = found(WAYS[name], letter, note)
    looks(WAYS[name], visibility="private")

    assert found(WAYS[name], letter, note) != before


def test_it_is_in_no_copy_of_ones_own(ada, dev, ticket):
    with writing():
        mine = queries.locked_ticket(ticket.id)
        actions.write_note(mine, by=dev.member, body=write_up(CANARY))

    assert CANARY not in str(house().personal["messages"](ada.member_id))


def test_the_desk_reads_both_in_order(dev, letter, note):
    dev.post(f"/desk/tickets/{letter.reference}/messages", body="We look.", visibility="private")

    with fresh_reading():
        kinds = [type(one) for one in queries.whole_conversation(letter.id)]
    assert kinds == [Message, InternalNote, Message]
    assert CANARY in dev.get(f"/desk/tickets/{letter.reference}").text


def test_a_row_never_changes_from_one_to_the_other(letter, note):
    with fresh_reading():
        message = db.scalars(select(Message)).one()
        kept = db.get_one(InternalNote, note)

    with pytest.raises(ValueError, match="a message is no note"):
        message.visibility = "internal"
    with pytest.raises(ValueError, match="a message is no note"):
        kept.visibility = "private"
    with pytest.raises(ValueError, match="a message is no note"):
        Message(visibility="internal")
    with pytest.raises(TypeError):
        InternalNote(visibility="private")


def test_what_was_kept_as_a_note_is_not_taken_for_a_message(dev, letter, deliver):
    sent = {"body": "Come on Monday.", "nonce": "n"}
    dev.post(f"/desk/tickets/{letter.reference}/messages", visibility="internal", **sent)

    answer = dev.post(f"/desk/tickets/{letter.reference}/messages", visibility="private", **sent)
    deliver()

    assert answer.status_code == 403
    assert "a note or a message already" in answer.text
    with fresh_reading():
        assert len(queries.whole_conversation(letter.id)) == 2
        assert db.query(OutgoingMail).where(OutgoingMail.kind == "ticket_message").all() == []


def test_a_note_pressed_twice_is_left_once(dev, letter):
    sent = {"body": "Ask the depot.", "visibility": "internal", "nonce": "n"}
    for _ in range(2):
        dev.post(f"/desk/tickets/{letter.reference}/messages", **sent)

    with fresh_reading():
        assert db.query(InternalNote).count() == 1


def test_nothing_says_for_staff_who_reads_what_they_write(dev, letter):
    """Two buttons, each of which says it; no choice that is easily overlooked."""
    form = dev.get(f"/desk/tickets/{letter.reference}").text
    form = form.partition(f'action="/desk/tickets/{letter.reference}/messages"')[2]
    form = form.partition("</form>")[0]

    buttons = re.findall(r'<button[^>]* name="visibility" value="(\w+)">', form)
    assert buttons == ["internal", "private"]
    assert form.count("<button") == 2
    assert 'type="radio"' not in form


@pytest.mark.parametrize("said", [{}, {"visibility": ""}, {"visibility": "public"}])
def test_what_was_sent_without_saying_who_reads_it_is_asked_again(dev, letter, deliver, said):
    url = f"/desk/tickets/{letter.reference}/messages"

    answer = dev.post(url, body="He shouted at the depot.", nonce="n", **said)
    deliver()

    assert answer.status_code == 422
    assert "Press one of the two" in answer.text
    assert "He shouted at the depot.</textarea>" in answer.text
    with fresh_reading():
        assert len(queries.whole_conversation(letter.id)) == 1
        assert db.query(OutgoingMail).where(OutgoingMail.kind == "ticket_message").all() == []
