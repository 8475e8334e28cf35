"""A question nobody solved becomes a ticket with a reference and a promise, once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from forum.accounts.standing import Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.threads.actions import accept_answer, share_problem
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import (
    Affected,
    InternalNote,
    Message,
    StateMove,
    Ticket,
    TicketPromise,
)
from tests.moderation.conftest import answers, as_stored, asks, escalates


def test_the_author_gets_a_reference_and_two_promises(ada, question):
    answer = ada.post(f"/threads/{question}/escalation", follow=True)

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
        promises = {p.clock: p.due_at for p in db.scalars(select(TicketPromise))}
    assert ticket.reference in answer.text
    assert ticket.trigger == "author"
    assert promises == {
        "first_response": datetime(2026, 3, 4, 10, tzinfo=UTC),
        "resolution": datetime(2026, 3, 9, 10, tzinfo=UTC),
    }
    assert ticket.due_at == promises["first_response"]


def test_asking_again_gives_the_same_ticket(ada, question):
    assert escalates(ada, question).id == escalates(ada, question).id


def test_the_first_line_of_the_log_says_what_started_it(ada, question):
    ticket = escalates(ada, question)

    with fresh_reading():
        move = db.scalars(select(StateMove)).one()
    assert (move.before, move.state, move.reason) == (None, "new", "author")
    assert move.moved_at == ticket.opened_at


def test_a_new_ticket_may_follow_one_that_was_taken_back(ada, question):
    first = escalates(ada, question)
    ada.post(f"/tickets/{first.reference}/withdrawal")

    second = escalates(ada, question)

    assert second.reference != first.reference
    assert as_stored(first.id).state == "withdrawn"


def test_somebody_else_cannot_bring_it(ben, question):
    answer = ben.post(f"/threads/{question}/escalation")

    assert answer.status_code == 403
    assert "Only the person who wrote it" in answer.text


def test_a_visitor_is_asked_to_sign_in(visitor, question):
    assert visitor.post(f"/threads/{question}/escalation").status_code == 401


def test_somebody_else_joins_a_live_ticket_once(ada, ben, question):
    ticket = escalates(ada, question)

    ben.post(f"/threads/{question}/escalation")
    ben.post(f"/threads/{question}/escalation")

    with fresh_reading():
        assert db.scalars(select(Affected.member_id)).all() == [ben.member_id]
        joined = select(func.count()).where(PublishedEvent.kind == "ticket_joined")
        assert db.scalar(joined) == 1
    assert as_stored(ticket.id).is_live


def test_people_who_said_me_too_before_come_along(ada, ben, dev, question):
    with writing():
        for person in (ben, dev):
            share_problem(db.get_one(Thread, question), by=person.member)

    escalates(ada, question)

    with fresh_reading():
        assert set(db.scalars(select(Affected.member_id))) == {ben.member_id, dev.member_id}


def test_saying_me_too_joins_and_taking_it_back_leaves(ada, ben, question, deliver):
    escalates(ada, question)

    ben.post(f"/threads/{question}/me-too", wanted="yes")
    deliver()
    with fresh_reading():
        joined = db.scalars(select(Affected.member_id)).all()
    ben.post(f"/threads/{question}/me-too", wanted="no")
    deliver()

    assert joined == [ben.member_id]
    with fresh_reading():
        assert db.scalars(select(Affected.member_id)).all() == []


def test_an_advocate_says_why_and_only_the_desk_reads_it(ada, ben, question):
    ben.stands_on(Rung.ADVOCATE)

    ben.post(f"/threads/{question}/escalation", reason="It concerns a whole street.")

    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
        note = db.scalars(select(InternalNote)).one()
        assert db.scalars(select(Message)).all() == []
    assert ticket.trigger == "advocate"
    assert ticket.opener_id == ada.member_id
    assert note.author_id == ben.member_id
    assert "whole street" not in ada.get(f"/tickets/{ticket.reference}").text


def test_an_advocate_who_says_nothing_is_asked_why(ben, question):
    ben.stands_on(Rung.ADVOCATE)

    answer = ben.post(f"/threads/{question}/escalation")

    assert answer.status_code == 422
    assert "why the council should look" in answer.text


def test_what_the_author_adds_stands_on_the_ticket(ada, question):
    ticket = escalates(ada, question, reason="It is <b>still</b> not here.")

    assert (
        "It is &lt;b&gt;still&lt;/b&gt; not here." in ada.get(f"/tickets/{ticket.reference}").text
    )


def test_a_solved_question_is_not_brought(ada, ben, question):
    answer_id = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)

    answer = ada.post(f"/threads/{question}/escalation")

    assert answer.status_code == 403
    assert "marked as solved" in answer.text


def test_only_staff_say_how_much_it_weighs(ada, dev, question):
    with pytest.raises(Refused):
        escalates(ada, question, impact="high", urgency="high")

    ticket = escalates(dev, question, impact="high", urgency="low")

    assert (ticket.impact, ticket.urgency) == ("high", "low")


def test_somebody_suspended_cannot_but_learns_of_the_private_door(max_, ada, question, parking):
    with pytest.raises(Refused, match="in private"):
        escalates(max_, question)


def test_ten_questions_a_day_are_enough(ada, parking):
    ada.stands_on(Rung.REGULAR)
    threads = [asks(ada, parking, f"Question {number}") for number in range(11)]
    for thread_id in threads[:10]:
        escalates(ada, thread_id)

    answer = ada.post(f"/threads/{threads[10]}/escalation")

    assert answer.status_code == 429


def test_a_thread_that_is_gone_cannot_be_brought(ada, ben, question):
    ada.post(f"/threads/{question}/deletion")
    with writing():
        db.get_one(Thread, question).state = "hidden"

    assert ben.post(f"/threads/{question}/escalation").status_code == 404
    with pytest.raises(Refused):
        escalates(ada, question)


def test_no_reason_of_an_advocate_is_too_short_to_be_invalid(ben, question):
    ben.stands_on(Rung.ADVOCATE)

    with pytest.raises(Invalid):
        escalates(ben, question, reason="")


@pytest.mark.parametrize("said", ["high", "medium", "low"])
def test_whoever_asked_says_how_much_it_holds_them_up(ada, question, said):
    offered = ada.get(f"/threads/{question}", follow_redirects=True).text
    ada.post(f"/threads/{question}/escalation", hurry=said)

    assert "How much does it hold you up?" in offered
    assert '<option value="medium" selected>It makes things harder for me</option>' in offered
    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()
    assert (ticket.impact, ticket.urgency) == ("medium", said)


def test_staff_weigh_anew_what_they_said(ada, dev, question):
    ada.post(f"/threads/{question}/escalation", hurry="high")
    with fresh_reading():
        ticket = db.scalars(select(Ticket)).one()

    dev.post(f"/desk/tickets/{ticket.reference}/priority", impact="low", urgency="low")

    now_so = as_stored(ticket.id)
    assert (now_so.impact, now_so.urgency) == ("low", "low")


def test_nobody_else_says_how_much_it_holds_somebody_up(dev, question):
    offered = dev.get(f"/threads/{question}", follow_redirects=True).text
    dev.post(f"/threads/{question}/escalation", hurry="high")

    assert "How much does it hold you up?" not in offered
    with fresh_reading():
        assert db.scalars(select(Ticket.urgency)).one() == "medium"


def test_another_word_than_those_offered_brings_nothing(ada, question):
    answer = ada.post(f"/threads/{question}/escalation", hurry="burning")

    assert answer.status_code == 422
    with fresh_reading():
        assert db.scalars(select(Ticket)).all() == []
