"""Staff mark what somebody wrote in public as a request, without waiting for its author."""

import pytest

from forum.ideas import actions as ideas
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from forum.threads.actions import comment_on
from forum.threads.models import Answer
from moderation.choices import actions as choices
from moderation.choices import queries as chosen
from moderation.helpdesk import queries
from moderation.helpdesk.models import Ticket
from tests.forum.services.times import at
from tests.moderation.catalogue.conftest import words_of
from tests.moderation.conftest import answers


def marks(person, post_id, kind="information_request"):
    return person.post(f"/desk/posts/{post_id}/request", kind=kind)


def newest():
    with fresh_reading():
        return db.query(Ticket).order_by(Ticket.id.desc()).first()


def due_of(ticket):
    with fresh_reading():
        return next(p.due_at for p in queries.promises_of(ticket.id) if p.clock == "resolution")


def test_a_question_becomes_a_ticket_of_that_kind_for_its_author(dev, ada, question):
    sent = marks(dev, question)

    ticket = newest()
    assert sent.location.endswith(ticket.reference)
    assert (ticket.kind, ticket.source_kind, ticket.source_id) == (
        "information_request",
        "thread",
        question,
    )
    assert ticket.opener_id == ada.member_id


def test_its_clock_started_when_the_question_was_written(dev, question, monday):
    monday.move_to("2026-03-11T10:00:00+00:00")
    marks(dev, question)

    assert newest().opened_at == at("2026-03-02 10:00")
    assert due_of(newest()) == at("2026-03-30 10:00")


def test_unless_the_row_of_its_kind_counts_from_the_marking(dev, adam, question, monday):
    with writing():
        reason = chosen.reason_coded("ticket_kind", "information_request")
        facts = chosen.facts_of_reason("ticket_kind", reason) | {"from_writing": False}
        choices.change_reason(
            "ticket_kind", "information_request", facts, by=adam.member, version=1
        )
    monday.move_to("2026-03-11T10:00:00+00:00")
    marks(dev, question)

    assert newest().opened_at == at("2026-03-11 10:00")


def test_marking_it_twice_gives_one_ticket(dev, question):
    marks(dev, question)
    marks(dev, question)

    with fresh_reading():
        assert db.query(Ticket).count() == 1


def test_a_question_that_has_a_ticket_keeps_it_and_changes_its_kind(dev, ticket, question):
    page = dev.get(f"/desk/posts/{question}/request").text
    assert ticket.reference in page
    marks(dev, question, "complaint")

    with fresh_reading():
        assert [(one.id, one.kind) for one in db.query(Ticket)] == [(ticket.id, "complaint")]


def test_the_author_is_told_what_it_became(dev, ada, question, deliver):
    marks(dev, question)
    deliver()

    with fresh_reading():
        kinds = [(one.kind, one.recipient) for one in db.query(OutgoingMail)]
    assert ("ticket_opened", f"member:{ada.member_id}") in kinds
    page = words_of(ada.get(f"/tickets/{newest().reference}"))
    assert "Somebody who works here saw that it is a request we have to answer." in page


def test_everybody_else_sees_no_more_than_the_banner(dev, ben, visitor, question):
    marks(dev, question)

    for reader in (ben, visitor):
        page = reader.get(f"/threads/{question}", follow_redirects=True).text
        assert newest().reference in page
        assert "request for information" not in page
        assert reader.get(f"/tickets/{newest().reference}").status_code in (401, 404)


@pytest.mark.parametrize("kind", ["answer", "comment"])
def test_a_reply_can_be_one_and_the_desk_reads_it_there(dev, ada, ben, question, kind):
    post = answers(ben, question, "Send me what you hold on me.")
    if kind == "comment":
        with writing():
            body = write_up("And me.")
            post = comment_on(db.get_one(Answer, post), by=ben.member, body=body).id
    marks(dev, post, "personal_data_request")

    ticket = newest()
    assert (ticket.source_kind, ticket.opener_id) == (kind, ben.member_id)
    page = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "What was written in public" in page
    assert "And me." in page if kind == "comment" else "what you hold on me" in page
    assert ben.get(f"/tickets/{ticket.reference}").status_code == 200


def test_an_idea_can_be_one(dev, ben, parking):
    with writing():
        title, body = "Publish the fines", write_up("All of them.")
        idea = ideas.propose(by=ben.member, topic=parking, title=title, body=body).id
    assert f"/desk/posts/{idea}/request" in dev.get(f"/ideas/{idea}", follow_redirects=True).text
    marks(dev, idea)

    assert (newest().source_kind, newest().opener_id) == ("idea", ben.member_id)


def test_the_way_there_shows_to_the_desk_only(dev, ada, cleo, visitor, ben, question):
    answer = answers(ben, question)
    for post in (question, answer):
        link = f"/desk/posts/{post}/request"
        assert link in dev.get(f"/threads/{question}", follow_redirects=True).text
        for reader in (ada, cleo, visitor):
            assert link not in reader.get(f"/threads/{question}", follow_redirects=True).text


def test_nobody_but_the_desk_marks_anything(ada, ben, cleo, visitor, question):
    for person in (ada, ben, cleo, visitor):
        assert marks(person, question).status_code in (401, 403)
    assert newest() is None


def test_a_question_is_no_request_and_what_is_not_there_is_none_either(dev, question):
    assert marks(dev, question, "question").status_code == 422
    assert marks(dev, 99_999_999).status_code == 404


def test_a_notice_of_a_lawyer_is_for_managers_and_the_agent_is_back_at_the_desk(dev, question):
    sent = marks(dev, question, "legal_notice")

    assert sent.location.endswith("/desk")
    assert newest().is_for_managers
