"""What everybody sees of a ticket on the question's page, and what each may do there."""

import pytest

from forum.accounts.standing import Rung
from forum.kernel.db import db, writing
from forum.threads.actions import accept_answer, share_problem
from forum.threads.models import Answer, Thread
from moderation.helpdesk.fillings import thread_banners
from tests.moderation.conftest import answers, asks, escalates


def page(person, thread_id):
    return person.get(f"/threads/{thread_id}", follow_redirects=True).text


def test_everybody_sees_reference_state_promise_and_the_count(visitor, question, ticket):
    text = page(visitor, question)

    assert ticket.reference in text
    assert "We have it" in text
    assert "We promise a first answer by" in text
    assert f"/tickets/{ticket.reference}/promise" in text


def test_the_count_can_be_read_by_everybody_and_says_nothing_private(ada, visitor, question):
    ticket = escalates(ada, question, reason="My door is green.")

    text = visitor.get(f"/tickets/{ticket.reference}/promise").text

    assert "Monday 2 March" in text
    assert "The clock has just started" in text
    assert "My door is green." not in text
    assert "Ada" not in text


def test_the_count_names_every_day_and_why_it_counted(dev, visitor, ticket, monday):
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)
    monday.move_to("2026-03-09T09:30:00+00:00")
    dev.post(f"/desk/tickets/{ticket.reference}/state", state="open", reason="", text="")
    monday.move_to("2026-03-09T12:00:00+00:00")

    text = visitor.get(f"/tickets/{ticket.reference}/promise").text

    assert "Weekend" in text
    assert "10 am to 5 pm: the clock stood still" in text
    assert "9.30 am to 12 pm: counted" in text


def test_the_count_ends_when_the_ticket_does(dev, visitor, ticket, monday):
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "Ask the county."}
    monday.move_to("2026-03-03T09:00:00+00:00")
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)
    monday.move_to("2027-03-03T09:00:00+00:00")

    text = visitor.get(f"/tickets/{ticket.reference}/promise").text

    assert "Monday 2 March 2026" in text
    assert "Wednesday 4 March 2026" not in text


def test_the_count_of_a_private_ticket_is_private(visitor, ben, letter):
    for somebody in (visitor, ben):
        assert somebody.get(f"/tickets/{letter.reference}/promise").status_code == 404


def test_the_count_of_a_question_that_is_gone_is_gone(visitor, question, ticket):
    with writing():
        db.get_one(Thread, question).state = "hidden"

    assert visitor.get(f"/tickets/{ticket.reference}/promise").status_code == 404


def test_a_ticket_that_was_taken_back_is_not_shown(ada, visitor, question, ticket):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")

    assert ticket.reference not in page(visitor, question)


def test_a_kept_promise_stays_to_be_seen(ada, dev, visitor, question, ticket, deliver):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="everyone")
    with writing():
        accept_answer(db.query(Answer).one(), by=ada.member)
    deliver()

    text = page(visitor, question)
    assert "We answered in time" in text
    assert "Solved" in text


def test_one_query_fills_the_banners_of_a_whole_list(app, ada, parking, statements):
    threads = [asks(ada, parking, f"Question {number}") for number in range(3)]
    for thread_id in threads:
        escalates(ada, thread_id)

    with app.test_request_context(), statements() as counted:
        filled = thread_banners(threads, None)

    assert set(filled) == set(threads)
    assert len([said for said in counted if "ticket" in said]) == 1


def test_the_author_can_bring_it_to_the_council(ada, question):
    assert f'action="/threads/{question}/escalation"' in page(ada, question)


@pytest.mark.parametrize("who", ["cleo", "dev", "pia"])
def test_staff_can_too_and_may_say_why(request, who, question):
    text = page(request.getfixturevalue(who), question)

    assert f'action="/threads/{question}/escalation"' in text
    assert 'name="reason"' in text


def test_an_advocate_can_too_but_nobody_below(ben, question):
    before = page(ben, question)
    ben.stands_on(Rung.ADVOCATE)

    assert f'action="/threads/{question}/escalation"' not in before
    assert f'action="/threads/{question}/escalation"' in page(ben, question)


def test_a_visitor_is_offered_nothing_personal(visitor, question, ticket):
    text = page(visitor, question)

    assert f'action="/threads/{question}/escalation"' not in text
    assert f'href="/tickets/{ticket.reference}"' not in text


def test_somebody_with_the_same_problem_can_join_until_they_have(ben, question, ticket):
    before = page(ben, question)
    with writing():
        share_problem(db.get_one(Thread, question), by=ben.member)

    assert "Tell me the outcome" in before
    assert "Tell me the outcome" not in page(ben, question)


def test_the_author_finds_the_way_to_their_ticket(ada, question, ticket):
    assert f'href="/tickets/{ticket.reference}"' in page(ada, question)


def test_the_desk_finds_the_way_to_the_ticket_at_work(dev, question, ticket):
    assert f'href="/desk/tickets/{ticket.reference}"' in page(dev, question)


def test_a_solved_question_offers_nothing(ada, ben, question):
    answer_id = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)

    assert f'action="/threads/{question}/escalation"' not in page(ada, question)
