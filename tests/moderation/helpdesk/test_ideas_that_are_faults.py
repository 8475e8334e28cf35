"""An idea that is a fault: one ticket, its supporters wait with it, the outcome comes back."""

import pytest

from forum.accounts.standing import Rung
from forum.ideas.actions import propose, support, withdraw_support
from forum.ideas.models import Idea
from forum.ideas.queries import replies_of
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.notifications.queries import notices_for
from forum.topics.models import Topic
from moderation.helpdesk import actions, queries
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.reactions import bring_outcome_to_idea

PRIVATE = "We have written to the person at number 9."


@pytest.fixture
def idea_id(ada, parking):
    ada.stands_on(Rung.REGULAR)
    with writing():
        topic = db.get_one(Topic, parking.id)
        body = write_up("It has been dark for weeks.")
        return propose(by=ada.member, topic=topic, title="Light at the stop", body=body).id


@pytest.fixture
def supported(idea_id, ben):
    supports(ben, idea_id)
    return idea_id


def supports(who, idea_id, deed=support):
    with writing():
        deed(db.get_one(Idea, idea_id), by=who.member)


def ticket_of(idea_id) -> Ticket:
    db.rollback()
    ticket = queries.last_ticket_of(idea_id)
    assert ticket is not None
    return ticket


def closes(dev, idea_id, state, reason=""):
    reference = ticket_of(idea_id).reference
    with writing():
        ticket = queries.visible_ticket(reference, to=dev.member, lock=True)
        actions.claim(ticket, by=dev.member)
        if state == "resolved":
            answer = actions.OfficialAnswer(write_up(PRIVATE), public=False)
            actions.answer_ticket(ticket, answer, by=dev.member)
        actions.move(ticket, state, by=dev.member, reason=reason)


def test_the_author_gives_it_to_the_help_desk_once(ada, supported):
    first = ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.", follow=True)
    again = ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.", follow=True)

    ticket = ticket_of(supported)
    assert (ticket.source_kind, ticket.source_id) == ("idea", supported)
    assert ticket.title == "Light at the stop"
    assert f"The help desk has it now. The reference is {ticket.reference}" in first.text
    assert "has it already" in again.text
    assert db.query(Ticket).count() == 1


def test_everybody_sees_the_ticket_and_its_promise_on_the_idea(ada, visitor, supported):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")

    page = visitor.get(f"/ideas/{supported}-light-at-the-stop").text
    reference = ticket_of(supported).reference

    assert reference in page
    assert "We promise a first answer by" in page
    assert "The lamp is broken." not in page
    assert visitor.get(f"/tickets/{reference}/promise").status_code == 200


def test_supporters_wait_with_it_and_may_leave(ada, ben, cleo, dev, supported, deliver):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")
    ticket = ticket_of(supported)
    assert queries.affected_ids(ticket.id) == [ben.member_id]

    supports(cleo, supported)
    supports(ben, supported, withdraw_support)
    deliver()

    with fresh_reading():
        assert queries.affected_ids(ticket.id) == [cleo.member_id]


def test_somebody_else_may_not_but_staff_may(ben, cleo, supported):
    assert ben.post(f"/ideas/{supported}/escalation", reason="Broken").status_code == 403
    assert cleo.post(f"/ideas/{supported}/escalation", reason="Broken").status_code == 303


def test_the_outcome_comes_back_in_fixed_words_and_supporters_hear_it(
    ada, ben, dev, visitor, supported, deliver
):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")
    deliver()

    closes(dev, supported, "resolved")
    deliver()

    ticket = ticket_of(supported)
    page = visitor.get(f"/ideas/{supported}-light-at-the-stop").text
    assert "This was a fault, and the help desk has solved it." in page
    assert ticket.reference in page
    assert PRIVATE not in page
    with fresh_reading():
        assert "idea_followed" in [told.kind for told in notices_for(ben.member_id).items]
        assert "idea_replied" in [told.kind for told in notices_for(ada.member_id).items]


def test_closed_without_a_solution_says_why(ada, dev, supported, deliver):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")
    closes(dev, supported, "closed_unresolved", "cannot")
    deliver()

    (reply,) = replies_of(supported)
    assert "closed it without a solution. We are not able to do this." in reply.summary
    assert len(reply.summary) <= 200


def test_hearing_of_the_outcome_twice_writes_one_reply(ada, dev, supported, deliver):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")
    closes(dev, supported, "resolved")
    deliver()

    with writing():
        rows = db.query(PublishedEvent).where(PublishedEvent.kind == "ticket_moved").all()
        for row in rows:
            bring_outcome_to_idea(row.event)

    assert len(replies_of(supported)) == 1


def test_a_decided_idea_is_not_given_to_the_desk(ada, pia, supported):
    pia.post(
        f"/ideas/{supported}/decision",
        stage="declined",
        reason="too_costly",
        summary="It costs too much.",
        details="",
        department="",
    )

    assert ada.post(f"/ideas/{supported}/escalation", reason="Broken").status_code == 403


def test_the_desk_opens_it_and_finds_the_idea(ada, dev, supported):
    ada.post(f"/ideas/{supported}/escalation", reason="The lamp is broken.")

    page = dev.get(f"/desk/tickets/{ticket_of(supported).reference}")

    assert page.status_code == 200
    assert f"/ideas/{supported}" in page.text


def test_the_same_from_a_program(ada, supported):
    first = ada.api("POST", f"/ideas/{supported}/escalation", reason="The lamp is broken.")
    second = ada.api("POST", f"/ideas/{supported}/escalation", reason="The lamp is broken.")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["reference"] == second.json["reference"]
    assert [promise["clock"] for promise in first.json["promises"]] != []
