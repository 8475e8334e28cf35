"""Managers word the reasons people are given, add some and retire some; codes stay."""

import pytest
from sqlalchemy import func

from forum.ideas import actions as ideas
from forum.ideas.models import Idea
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.kernel.written import write_up
from forum.threads.actions import ask
from moderation.choices.models import ChoiceChange
from moderation.reports.models import ReportCase
from tests.moderation.catalogue.conftest import words_of

RUDE = "/desk/reasons/report_reason/rude/edit"
COSTLY = "/desk/reasons/idea_reason/too_costly/edit"


@pytest.fixture
def post_id(ada, parking):
    with writing():
        body = write_up("I paid.")
        return ask(by=ada.member, topic=parking, title="My permit", body=body).id


@pytest.fixture
def idea_id(dev, parking):
    with writing():
        return ideas.propose(by=dev.member, topic=parking, title="Trees", body=write_up("Yes.")).id


def decide(idea_id, by, reason):
    with writing():
        idea = db.get_one(Idea, idea_id)
        said = {"reason": reason, "summary": "We cannot pay for it."}
        ideas.decide(idea, by=by.member, stage="declined", **said)


def test_the_page_shows_what_people_read(adam):
    words = words_of(adam.get("/desk/reasons"))

    assert "It is rude to another person Rule: Be civil" in words
    assert "It costs more than we can spend" in words


def test_a_report_reason_is_read_in_its_new_words_at_once(save, visitor, post_id):
    save(RUDE, label="It insults somebody", rule="Be kind")

    page = visitor.get(f"/reports/new?subject={post_id}").text
    assert "It insults somebody" in page
    assert "It is rude to another person" not in page


def test_a_change_is_shown_first_and_undone_later(adam, look, save, visitor, post_id):
    shown = words_of(look(RUDE, label="It insults somebody"))
    save(RUDE, label="It insults somebody")
    with fresh_reading():
        number = db.query(func.max(ChoiceChange.id)).scalar()

    adam.post(f"/desk/changes/{number}/removal")
    adam.post(f"/desk/changes/{number}/removal")

    assert "What people read It is rude to another person It insults somebody" in shown
    assert "It is rude to another person" in visitor.get(f"/reports/new?subject={post_id}").text


def test_a_retired_reason_is_offered_no_more_and_keeps_its_words(adam, pia, visitor, idea_id, save):
    decide(idea_id, pia, "too_costly")

    save(COSTLY, is_retired="y", label="It is too dear")

    page = visitor.get(f"/ideas/{idea_id}-trees").text
    assert "It is too dear" in page
    assert "retired" in words_of(adam.get("/desk/reasons"))
    with writing():
        other = ideas.propose(
            by=adam.member, topic=db.get_one(Idea, idea_id).topic, title="Oak", body=write_up("A")
        ).id
    with pytest.raises(Invalid, match="does not fit"):
        decide(other, pia, "too_costly")


def test_a_new_reason_gets_a_code_and_can_be_given(adam, pia, visitor, idea_id, save):
    added = save("/desk/reasons/idea_reason/new", label="The heath is protected")
    again = save("/desk/reasons/idea_reason/new", label="The heath is protected")

    decide(idea_id, pia, "the_heath_is_protected")

    assert added.location == "/desk/reasons/idea_reason/the_heath_is_protected/edit"
    assert again.status_code == 422
    assert "There is a reason like this already" in again.text
    assert "The heath is protected" in visitor.get(f"/ideas/{idea_id}-trees").text


def test_the_last_reason_cannot_be_retired(adam, save):
    codes = ("person", "hate", "danger", "illegal", "spam", "wrong", "other")
    for code in codes:
        save(f"/desk/reasons/report_reason/{code}/edit", is_retired="y")

    answer = save(RUDE, is_retired="y")

    assert answer.status_code == 422
    assert "This is the last reason people can choose" in answer.text


def test_a_retired_report_reason_is_refused_in_words(save, visitor, post_id):
    save(RUDE, is_retired="y")

    sent = {"subject": post_id, "reason": "rude", "body": "", "nonce": "a"}
    answer = visitor.post("/reports", **sent)

    assert answer.status_code == 422
    assert "Choose what is wrong." in answer.text


def test_there_is_no_such_reason_and_no_such_kind(adam):
    assert adam.get("/desk/reasons/report_reason/nothing/edit").status_code == 404
    assert adam.get("/desk/reasons/weather/new").status_code == 404


def test_only_managers_come_here(pia, visitor):
    for who, code in ((pia, 403), (visitor, 401)):
        assert who.get("/desk/reasons").status_code == code
        assert who.post(RUDE, label="Mine").status_code == code


def test_marks_in_a_reason_are_shown_as_they_were_written(adam, pia, visitor, idea_id, save):
    save(COSTLY, label="<b>Over</b> 100% of what %(we)s have")
    decide(idea_id, pia, "too_costly")

    shown = "&lt;b&gt;Over&lt;/b&gt; 100% of what %(we)s have"
    assert shown in visitor.get(f"/ideas/{idea_id}-trees").text
    assert shown in visitor.get(f"/ideas/{idea_id}-trees?lang=cy").text
    assert shown in adam.get("/desk/reasons").text


def test_marks_in_the_reason_of_a_report_are_shown_too(adam, visitor, post_id, save):
    save(RUDE, label="<b>Rude</b> 100%")
    sent = {"subject": post_id, "reason": "rude", "body": "", "nonce": "a", "name": "", "email": ""}
    page = visitor.post("/reports", **sent, follow=True)
    with fresh_reading():
        case_id = db.query(func.max(ReportCase.id)).scalar()

    assert "You said: &lt;b&gt;Rude&lt;/b&gt; 100%." in page.text
    assert "&lt;b&gt;Rude&lt;/b&gt; 100%" in adam.get(f"/desk/reports/{case_id}").text
