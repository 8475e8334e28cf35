"""Unsolved questions become tickets by themselves, and broken promises are marked, once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import Origin, PublishedEvent, acting_through
from forum.threads.actions import accept_answer, delete_post
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.tasks import escalate_unsolved_threads, mark_broken_promises
from tests.moderation.conftest import answers, as_stored, asks, escalates


def tickets():
    with fresh_reading():
        return db.scalars(select(Ticket)).all()


def events(kind):
    with fresh_reading():
        return db.scalar(select(func.count()).where(PublishedEvent.kind == kind))


def test_a_question_nobody_solved_in_time_becomes_a_ticket(ada, question, monday):
    monday.move_to("2026-03-04T09:59:00+00:00")
    escalate_unsolved_threads()
    before = tickets()
    monday.move_to("2026-03-04T10:00:00+00:00")
    escalate_unsolved_threads()
    escalate_unsolved_threads()

    assert before == []
    assert [t.trigger for t in tickets()] == ["timer"]
    assert tickets()[0].opener_id == ada.member_id


def test_closed_hours_do_not_count(question, monday):
    """Sixteen hours have passed on the wall, but the service was open for seven of them."""
    monday.move_to("2026-03-03T02:00:00+00:00")

    escalate_unsolved_threads()

    assert tickets() == []


@pytest.fixture
def later(monday):
    return lambda: monday.move_to("2026-03-09T12:00:00+00:00")


def test_what_was_solved_is_left_alone(ada, ben, question, later):
    answer_id = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    later()

    escalate_unsolved_threads()

    assert tickets() == []


def test_what_was_taken_away_is_left_alone(ada, question, later):
    with writing():
        delete_post(db.get_one(Thread, question), by=ada.member)
    later()

    escalate_unsolved_threads()

    assert tickets() == []


def test_what_its_author_took_back_is_left_alone(ada, question, later):
    ticket = escalates(ada, question)
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    later()

    escalate_unsolved_threads()

    assert len(tickets()) == 1


@pytest.mark.parametrize("origin", [Origin.IMPORT, Origin.DEMO])
def test_what_was_not_asked_here_and_now_is_left_alone(ada, parking, later, origin):
    with acting_through("command", origin=origin):
        asks(ada, parking, "From an old forum")
    later()

    escalate_unsolved_threads()

    assert tickets() == []


def test_a_topic_without_a_rule_is_left_alone(question, parking, later):
    with writing():
        db.execute(update(Topic).values(escalates_after_minutes=None))
    later()

    escalate_unsolved_threads()

    assert tickets() == []


def test_many_wait_and_all_of_them_go(ada, parking, later):
    ada.stands_on("regular")
    for number in range(12):
        asks(ada, parking, f"Question {number}")
    later()

    escalate_unsolved_threads()

    assert len(tickets()) == 12


def test_a_broken_promise_is_marked_and_said_once(ticket, monday, now_is):
    monday.move_to("2026-03-04T10:00:00+00:00")
    mark_broken_promises()
    mark_broken_promises()

    with fresh_reading():
        first = db.get_one(TicketPromise, (ticket.id, "first_response", 0))
    assert first.broken_at == first.due_at
    assert events("promise_broken") == 1
    assert now_is().due_at == first.due_at


def test_a_minute_earlier_it_is_not_broken(ticket, monday):
    monday.move_to("2026-03-04T09:59:00+00:00")

    mark_broken_promises()

    assert events("promise_broken") == 0


def test_both_promises_break_when_nobody_does_anything(ticket, monday):
    monday.move_to("2026-03-09T10:00:00+00:00")

    mark_broken_promises()

    assert events("promise_broken") == 2


def test_a_promise_is_not_broken_while_we_wait_for_the_citizen(dev, ticket, monday):
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street?"}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)
    monday.move_to("2026-06-01T10:00:00+00:00")

    mark_broken_promises()

    assert events("promise_broken") == 0


def test_an_answer_in_time_keeps_both_promises(dev, ticket):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")

    assert events("promise_kept") == 2
    assert as_stored(ticket.id).due_at is None


def test_a_late_answer_breaks_the_promise_even_before_the_timer_looks(dev, ticket, monday):
    monday.move_to("2026-03-05T10:00:00+00:00")
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")
    mark_broken_promises()

    assert events("promise_broken") == 1
    assert events("promise_kept") == 1


def test_a_promise_once_broken_is_never_kept(dev, ticket, monday):
    monday.move_to("2026-03-10T10:00:00+00:00")
    mark_broken_promises()
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")

    assert events("promise_kept") == 0
    assert events("promise_broken") == 2


def test_a_broken_promise_shows_on_the_thread(visitor, question, ticket, monday):
    before = as_version(question)
    monday.move_to("2026-03-04T10:00:00+00:00")
    mark_broken_promises()

    page = visitor.get(f"/threads/{question}", follow_redirects=True).text
    assert "We should have answered by" in page
    assert as_version(question) > before


def test_the_house_runs_both_timers(deliver, question, ticket, monday):
    monday.shift(timedelta(days=30))
    deliver()

    assert events("promise_broken") == 2


def as_version(thread_id):
    with fresh_reading():
        return db.get_one(Thread, thread_id).version
