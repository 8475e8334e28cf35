"""Words that may mean danger bring a person to look, and change nothing that anybody can see."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.threads.actions import comment_on
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import Ticket
from moderation.reports.models import Report
from tests.moderation.conftest import answers, asks


def reported():
    with fresh_reading():
        return [(r.about_id, r.reason, r.reporter_id) for r in db.query(Report).order_by(Report.id)]


def test_a_moderator_finds_it_among_the_reports(ada, cleo, parking, rule, deliver, visitor):
    rule("safety")
    thread_id = asks(ada, parking, "My neighbour is in danger")
    deliver()
    deliver()

    assert reported() == [(thread_id, "danger", None)]
    case = cleo.get("/desk/reports").text
    assert "in danger" in case
    assert visitor.get(f"/threads/{thread_id}", follow_redirects=True).status_code == 200
    with fresh_reading():
        assert db.get_one(Thread, thread_id).state == "visible"
        assert db.query(Ticket).count() == 0


def test_answers_and_comments_are_looked_at_too(ada, ben, question, rule, deliver):
    rule("safety")
    answer_id = answers(ben, question, "He was abused there.")
    with writing():
        answer = db.get_one(Answer, answer_id)
        comment_id = comment_on(answer, by=ada.member, body=write_up("It is unsafe.")).id
    deliver()

    assert [about for about, *_ in reported()] == [answer_id, comment_id]


def test_nothing_happens_while_the_rule_is_off(ada, parking, deliver):
    asks(ada, parking, "My neighbour is in danger")
    deliver()

    assert reported() == []


@pytest.mark.parametrize("title", ["My bin is full", "Endangered newts"])
def test_ordinary_words_bring_nobody(ada, parking, rule, deliver, title):
    rule("safety")
    asks(ada, parking, title)
    deliver()

    assert reported() == []
