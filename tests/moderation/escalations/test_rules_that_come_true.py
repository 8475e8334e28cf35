"""Each rule brings its questions to the desk once, leaves the others alone, and says why."""

from email import policy
from email.parser import BytesParser

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.threads.actions import reject_answer, share_problem
from forum.threads.models import Answer, Thread
from moderation.helpdesk.models import Affected, Ticket
from moderation.reports.actions import Reporter, Statement, decide, report
from moderation.reports.models import Report
from moderation.reports.reasons import Deed
from tests.moderation.conftest import answers, as_stored, asks, escalates

EIGHT_HOURS = 480


def officially(person, thread_id):
    answer_id = answers(person, thread_id)
    with writing():
        db.get_one(Answer, answer_id).is_official = True
    return answer_id


def mail_text(path):
    mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = mail.get_body(("plain",))
    return " ".join(body.get_content().split()) if body else ""


def says_wrong(answer_id, key):
    with writing():
        answer = db.get_one(Answer, answer_id)
        return report(answer, by=Reporter(key), reason="wrong")[0].id


def test_what_nobody_answered_comes_and_what_somebody_answered_stays(
    ada, ben, parking, question, only, brought, monday
):
    only("unanswered", EIGHT_HOURS)
    answers(ben, asks(ada, parking, "Where do I park?"))
    monday.move_to("2026-03-03T09:59:00+00:00")
    before = brought()
    monday.move_to("2026-03-03T10:00:00+00:00")

    assert before == []
    assert [(t.source_id, t.trigger) for t in brought()] == [(question, "unanswered")]


def test_the_ticket_keeps_the_rule_its_version_and_its_number(
    question, parking, only, brought, monday
):
    only("unanswered", EIGHT_HOURS, here=True)
    monday.move_to("2026-03-04T10:00:00+00:00")

    (ticket,) = brought()

    assert (ticket.rule_version, ticket.rule_threshold) == (2, EIGHT_HOURS)
    assert ticket.rule_topic_id == parking.id
    with fresh_reading():
        event = db.query(PublishedEvent).filter_by(kind="ticket_opened").one()
    assert event.facts["rule_version"] == 2
    assert event.facts["rule_threshold"] == EIGHT_HOURS


def test_the_citizen_and_the_desk_read_why(app, ada, dev, question, brought, monday, deliver):
    monday.move_to("2026-03-04T10:00:00+00:00")
    (ticket,) = brought()
    deliver()

    why = "Nobody had solved this after 2 working days, so it came to us."
    assert why in ada.get(f"/tickets/{ticket.reference}").text
    assert why in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "By version 1 of the rule." in dev.get(f"/desk/tickets/{ticket.reference}").text
    mails = [mail_text(path) for path in (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")]
    assert any(why in text for text in mails)


def test_what_enough_people_have_comes_and_they_hear_the_outcome(
    ben, cleo, question, only, brought
):
    only("me_too", 2)
    for person in (ben, cleo):
        with writing():
            share_problem(db.get_one(Thread, question), by=person.member)
        tickets = brought()

    assert [t.trigger for t in tickets] == ["me_too"]
    with fresh_reading():
        assert {a.member_id for a in db.query(Affected)} == {ben.member_id, cleo.member_id}


def test_one_person_too_few_is_too_few(ben, question, only, brought):
    only("me_too", 2)
    with writing():
        share_problem(db.get_one(Thread, question), by=ben.member)

    assert brought() == []


def test_an_official_answer_that_did_not_help_brings_it(ada, dev, question, only, brought):
    only("rejected")
    answer_id = officially(dev, question)
    before = brought()
    with writing():
        reject_answer(db.get_one(Answer, answer_id), by=ada.member)

    assert before == []
    assert [t.trigger for t in brought()] == ["rejected"]


def test_an_answer_that_two_people_call_wrong_brings_it(ben, question, only, brought):
    only("disputed", 2)
    answer_id = answers(ben, question)
    says_wrong(answer_id, "one")
    says_wrong(answer_id, "one")
    before = brought()
    says_wrong(answer_id, "two")

    assert before == []
    assert [t.trigger for t in brought()] == ["disputed"]


def test_an_answer_that_a_moderator_found_right_does_not(ben, cleo, question, only, brought):
    only("disputed", 1)
    report_id = says_wrong(answers(ben, question), "one")
    with writing():
        case = db.get_one(Report, report_id).case
        statement = Statement("none", "It is right.")
        post = db.get_one(Answer, case.about_id)
        decide(case, post, Deed.DISMISS, by=cleo.member, statement=statement)

    assert brought() == []


def test_in_a_topic_of_personal_questions_each_comes_at_once_and_nothing_public_changes(
    ada, visitor, parking, only, brought
):
    only("personal_data", here=True)
    thread_id = asks(ada, parking, "My fine")
    page = visitor.get(f"/threads/{thread_id}", follow_redirects=True)

    (ticket,) = brought()

    assert ticket.trigger == "personal_data"
    assert page.status_code == 200
    assert "I paid three weeks ago." in visitor.get(page.request.path).text
    assert "it goes on in private" in ada.get(f"/tickets/{ticket.reference}").text


def test_a_rule_for_another_topic_brings_nothing_here(question, rule, brought, monday):
    rule("timer", is_on=False, here=True)
    rule("timer", EIGHT_HOURS)
    monday.move_to("2026-03-20T10:00:00+00:00")

    assert brought() == []


def test_what_had_a_ticket_before_never_comes_by_itself(ada, question, only, brought, monday):
    only("unanswered", EIGHT_HOURS)
    ticket = escalates(ada, question)
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    monday.move_to("2026-03-20T10:00:00+00:00")

    assert [t.id for t in brought()] == [ticket.id]


def test_an_advocate_cannot_when_managers_have_switched_it_off(ben, question, rule):
    ben.stands_on("advocate")
    rule("advocate", is_on=False)

    page = ben.get(f"/threads/{question}", follow_redirects=True).text
    answer = ben.post(f"/threads/{question}/escalation", reason="Nobody knows.")

    assert f'action="/threads/{question}/escalation"' not in page
    assert answer.status_code == 403
    assert "is switched off here" in answer.text


def test_staff_can_say_that_it_needs_personal_details(cleo, ada, question):
    cleo.post(f"/threads/{question}/escalation", reason="A case number.", is_personal="y")

    with fresh_reading():
        ticket = db.query(Ticket).one()
    assert ticket.trigger == "personal_data"
    assert as_stored(ticket.id).rule_version is None


def test_a_citizen_who_sends_that_field_says_nothing_by_it(ada, question):
    ada.post(f"/threads/{question}/escalation", is_personal="y")

    with fresh_reading():
        assert db.query(Ticket).one().trigger == "author"


@pytest.mark.parametrize("state", ["hidden", "deleted", "held"])
def test_what_does_not_show_is_left_alone(question, brought, monday, state):
    with writing():
        db.get_one(Thread, question).state = state
    monday.move_to("2026-03-20T10:00:00+00:00")

    assert brought() == []
