"""What people complained about elsewhere (two forum plugins, three trackers) does not happen here.

Each test is named after the complaint: the defects of the plugins by number, the others by tracker.
"""

from datetime import timedelta

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.threads.actions import accept_answer
from forum.threads.models import Answer
from moderation.helpdesk import actions
from moderation.helpdesk.models import StateMove, Ticket
from moderation.helpdesk.tasks import escalate_unsolved_threads, mark_broken_promises
from tests.moderation.conftest import answers, as_stored, escalates


@pytest.fixture
def later(monday):
    return lambda: monday.shift(timedelta(days=8))


def tickets():
    with fresh_reading():
        return db.query(Ticket).order_by(Ticket.id).all()


def page(person, thread_id):
    return person.get(f"/threads/{thread_id}", follow_redirects=True).text


def test_plugin_defect_1_a_crash_between_making_and_noting_leaves_one_ticket(
    question, later, monkeypatch
):
    """The timer dies after the ticket was made and before it is committed; then it runs again."""
    real = actions.escalate_thread
    later()

    def dies(*given, **named):
        real(*given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "escalate_thread", dies)
    with pytest.raises(KeyboardInterrupt):
        escalate_unsolved_threads()
    monkeypatch.undo()
    after_the_crash = tickets()
    escalate_unsolved_threads()
    escalate_unsolved_threads()

    assert after_the_crash == []
    assert len(tickets()) == 1


def test_plugin_defect_2_two_posts_at_once_are_one_ticket(ada, ben, question, later):
    """The race itself is in tests/races/test_tickets.py; here it is the order of the two."""
    later()
    escalate_unsolved_threads()
    answers(ben, question)
    answers(ben, question)
    escalate_unsolved_threads()
    again = escalates(ada, question)

    assert [t.id for t in tickets()] == [again.id]


@pytest.mark.parametrize("who", ["visitor", "ada", "ben"])
def test_plugin_defect_10_citizens_see_reference_state_promise_and_what_comes_next(
    request, who, question, ticket
):
    text = page(request.getfixturevalue(who), question)

    assert ticket.reference in text
    assert "We have it" in text
    assert "We promise a first answer by" in text
    assert "Next, somebody here reads it." in text


def test_what_comes_next_changes_with_the_state(dev, visitor, question, ticket):
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)

    assert "Next, the person who asked writes back to us." in page(visitor, question)


def test_plugin_defect_12_when_a_peer_solves_it_the_ticket_goes(
    ada, ben, question, ticket, deliver
):
    answer_id = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    deliver()
    offered = page(ada, question)
    ada.post(f"/tickets/{ticket.reference}/withdrawal", reason="solved_by_peer")

    assert "Withdraw the ticket" in offered
    assert as_stored(ticket.id).state == "withdrawn"
    with fresh_reading():
        reasons = [move.reason for move in db.query(StateMove).order_by(StateMove.id)]
    assert reasons[-1] == "solved_by_peer"


def test_discourse_zendesk_25_agents_see_that_a_question_is_public(dev, ticket, letter):
    public = dev.get(f"/desk/tickets/{ticket.reference}").text
    private = dev.get(f"/desk/tickets/{letter.reference}").text

    assert "Public question" in public
    assert "Leave out names, addresses and numbers of the person." in public
    assert "Public question" not in private
    assert "Only the person reads it." in private


def test_discourse_zendesk_33_every_ticket_says_what_made_it(question, later):
    later()
    escalate_unsolved_threads()

    (ticket,) = tickets()
    with fresh_reading():
        (first,) = db.query(StateMove).filter_by(ticket_id=ticket.id)
    assert (first.before, first.reason) == (None, "timer")
    assert (ticket.rule_version, ticket.rule_threshold) == (1, 960)


def test_posthog_384_a_question_and_its_ticket_stand_under_one_state(
    ada, dev, visitor, question, ticket, deliver
):
    """An answer on the thread by the desk is the ticket's answer: nobody is thought silent."""
    dev.post(f"/threads/{question}/answers", body="It is on its way.", official="y")
    deliver()

    assert as_stored(ticket.id).state == "answered"
    assert "We have answered" in page(visitor, question)


def test_chatwoot_6889_a_forgotten_conversation_comes_to_the_top_by_itself(
    dev, question, later, monday
):
    later()
    escalate_unsolved_threads()
    (ticket,) = tickets()
    reference = ticket.reference
    monday.shift(timedelta(days=8))
    mark_broken_promises()

    queue = dev.get("/desk").text
    assert reference in queue
    assert "Late by" in queue
