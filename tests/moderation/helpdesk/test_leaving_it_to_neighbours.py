"""Who asked can leave it to the neighbours; a question asked twice needs no second ticket."""

from datetime import timedelta

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.threads.actions import share_problem
from forum.threads.models import Thread
from moderation.helpdesk.models import Affected, LeftAlone, Ticket
from moderation.helpdesk.tasks import escalate_unsolved_threads
from tests.moderation.conftest import asks, escalates


@pytest.fixture
def later(monday):
    return lambda: monday.shift(timedelta(days=20))


@pytest.fixture
def again(ben, parking, ticket):
    """Ben asks what Ada asked, and Ada's question has a ticket."""
    return asks(ben, parking, "Where is my permit?")


def page(person, thread_id):
    return person.get(f"/threads/{thread_id}", follow_redirects=True).text


def tickets_by_rule():
    escalate_unsolved_threads()
    with fresh_reading():
        return db.query(Ticket).where(Ticket.trigger == "timer").count()


def leaves(person, thread_id, wanted="yes"):
    return person.post(f"/threads/{thread_id}/left-to-neighbours", wanted=wanted)


def marks(person, thread_id, reference):
    return person.post(f"/threads/{thread_id}/same-ticket", reference=reference, follow=True)


def test_what_its_author_leaves_to_the_neighbours_never_comes_by_itself(ada, question, later):
    offered = "No, leave it to my neighbours" in page(ada, question)
    leaves(ada, question)
    leaves(ada, question)
    later()

    assert offered
    assert tickets_by_rule() == 0
    assert "You leave it to your neighbours." in page(ada, question)
    with fresh_reading():
        said = db.query(PublishedEvent).filter_by(kind="thread_left_alone").count()
    assert said == 1


def test_they_can_have_the_rules_again_and_can_always_ask_themselves(ada, question, later):
    leaves(ada, question)
    leaves(ada, question, wanted="no")
    leaves(ada, question, wanted="no")
    later()

    assert tickets_by_rule() == 1


def test_leaving_it_does_not_bind_its_author(ada, question):
    leaves(ada, question)

    assert escalates(ada, question).trigger == "author"


@pytest.mark.parametrize("who", ["ben", "cleo", "dev"])
def test_nobody_else_can_leave_it(request, who, question):
    answer = leaves(request.getfixturevalue(who), question)

    assert answer.status_code == 403
    assert "Only the person who asked can say that." in answer.text


def test_the_author_of_the_same_question_is_told_the_outcome_and_gets_no_ticket(
    ben, cleo, again, ticket, later
):
    marks(cleo, again, ticket.reference)
    marks(cleo, again, ticket.reference)
    later()

    assert tickets_by_rule() == 0
    with fresh_reading():
        assert [a.member_id for a in db.query(Affected)] == [ben.member_id]
        assert [(a.thread_id, a.why) for a in db.query(LeftAlone)] == [(again, "duplicate")]
    assert f"It is the same as ticket {ticket.reference}" in page(ben, again)


def test_people_who_say_me_too_there_hear_the_outcome_too(
    ben, cleo, dev, pia, again, ticket, deliver
):
    for person in (pia, dev):
        with writing():
            share_problem(db.get_one(Thread, again), by=person.member)
        deliver()
        marks(cleo, again, ticket.reference)

    with fresh_reading():
        told = {a.member_id for a in db.query(Affected)}
    assert told == {ben.member_id, pia.member_id, dev.member_id}


def test_asking_for_a_ticket_of_ones_own_gives_the_one_there_is(ben, cleo, again, ticket):
    marks(cleo, again, ticket.reference)

    assert escalates(ben, again).id == ticket.id


def test_when_that_ticket_is_taken_back_the_rules_may_have_it(ada, cleo, again, ticket, later):
    marks(cleo, again, ticket.reference)
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    later()

    assert tickets_by_rule() == 1


def test_an_advocate_can_say_so_but_nobody_below(ada, ben, cleo, parking, again, ticket):
    mine = asks(ada, parking, "Where is my permit, again?")
    refused = marks(ben, mine, ticket.reference)
    ben.stands_on("advocate")
    taken = marks(ben, mine, ticket.reference)

    assert refused.status_code == 403
    assert "Only staff and advocates" in refused.text
    assert taken.status_code == 200


def test_it_is_not_the_same_as_itself_nor_as_what_is_over_or_private(
    ada, cleo, dev, question, again, ticket, letter
):
    assert "of this question itself" in marks(cleo, question, ticket.reference).text
    assert "is private" in marks(dev, again, letter.reference).text
    assert marks(cleo, again, letter.reference).status_code == 404
    assert marks(cleo, again, "FM-0000000").status_code == 404
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    assert "not open any more" in marks(cleo, again, ticket.reference).text


def test_what_has_a_ticket_of_its_own_keeps_it(ben, cleo, again, ticket):
    escalates(ben, again)

    assert "a ticket of its own already" in marks(cleo, again, ticket.reference).text


def test_leaving_it_first_does_not_hide_that_it_is_the_same(ben, cleo, again, ticket):
    leaves(ben, again)
    marks(cleo, again, ticket.reference)

    with writing():
        assert db.get_one(LeftAlone, again).why == "duplicate"
