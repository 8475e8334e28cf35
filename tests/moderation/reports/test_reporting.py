"""Anyone reports a post, gets a reference, and is told where it stands."""

import re

import pytest

from forum.kernel.events import PublishedEvent
from moderation.reports.models import Report, ReportCase
from tests.moderation.reports.conftest import how_many, mails, now_is, page_of, reports, stored


def test_every_post_has_a_report_link_for_everybody(visitor, ada, question, answer, comment):
    for who in (visitor, ada):
        page = who.get(page_of(question)).text

        assert f'href="/reports/new?subject={answer}"' in page
        assert f'href="/reports/new?subject={comment}"' in page
    assert f'href="/reports/new?subject={question}"' in visitor.get(page_of(question)).text


def test_nobody_is_offered_to_report_their_own_words(ben, question, answer):
    page = ben.get(page_of(question)).text

    assert f"subject={question}" in page
    assert f"subject={answer}" not in page


def test_the_form_shows_what_is_reported(visitor, answer):
    page = visitor.get(f"/reports/new?subject={answer}")

    assert page.status_code == 200
    assert "Tanner’s Row" in page.text


@pytest.mark.parametrize("subject", ["0", "99999", "x", "9" * 30, "²"])
def test_what_is_not_there_cannot_be_reported(visitor, parking, subject):
    assert visitor.get("/reports/new", query_string={"subject": subject}).status_code == 404
    assert reports(visitor, subject).status_code in (404, 422)


def test_without_a_post_the_page_says_how_to_choose_one(visitor):
    page = visitor.get("/reports/new")

    assert page.status_code == 200
    assert "“Report” link below it" in page.text


def test_a_visitor_gets_a_reference_and_a_page_that_no_one_else_can_open(visitor, ada, answer):
    sent = reports(visitor, answer)

    assert re.search(r"/reports/RP-[0-9A-Z]{8}\?key=", sent.location)
    receipt = visitor.get(sent.location)
    assert "We have your report" in receipt.text
    assert "no-store" in receipt.headers["Cache-Control"]
    without_key = sent.location.partition("?")[0]
    assert visitor.get(without_key).status_code == ada.get(without_key).status_code == 404
    assert visitor.get(f"{without_key}?key=forged").status_code == 404


def test_a_visitor_who_gives_an_address_is_sent_the_reference(visitor, answer, deliver):
    reports(visitor, answer, name="Robin Vane", email="robin@example.org", body="My neighbour.")
    deliver()

    report = now_is(Report)
    assert (report.name, report.email) == ("Robin Vane", "robin@example.org")
    assert report.body == "My neighbour."
    assert mails("report_received") == [f"report:{report.id}"]


def test_without_an_address_no_mail_is_sent(visitor, answer, deliver):
    reports(visitor, answer)
    deliver()

    assert mails("report_received") == []


@pytest.mark.parametrize("kind", ["question", "answer", "comment"])
def test_questions_answers_and_comments_can_be_reported(visitor, request, kind):
    post_id = request.getfixturevalue(kind)

    assert reports(visitor, post_id).status_code == 303
    assert now_is(Report).about_id == post_id


def test_the_same_reporter_reports_a_post_once(joyce, visitor, answer):
    first = reports(joyce, answer).location
    again = reports(joyce, answer, reason="spam").location
    reports(visitor, answer, email="robin@example.org")
    reports(visitor, answer, email="ROBIN@example.org")

    assert first == again
    assert how_many(Report) == 2
    assert now_is(ReportCase).report_count == 2


def test_one_form_pressed_twice_is_one_report(visitor, answer):
    reports(visitor, answer, nonce="one form")
    reports(visitor, answer, nonce="one form")

    assert how_many(Report) == 1


def test_all_reports_of_one_post_are_one_case(joyce, ada, visitor, answer, question):
    for who in (joyce, ada, visitor):
        reports(who, answer)
    reports(joyce, question)

    assert how_many(ReportCase) == 2


def test_a_paused_person_can_report_too(max_, answer):
    assert reports(max_, answer).status_code == 303


def test_a_report_needs_a_reason_we_know(visitor, answer):
    answered = reports(visitor, answer, reason="boring", body="My words")

    assert answered.status_code == 422
    assert "Choose what is wrong." in answered.text
    assert "My words" in answered.text


def test_a_wrong_address_is_said_at_its_field(visitor, answer):
    answered = reports(visitor, answer, email="robin at home")

    assert answered.status_code == 422
    assert how_many(Report) == 0


def test_many_reports_from_one_place_are_stopped(visitor, answer):
    answers = [reports(visitor, answer).status_code for _ in range(21)]

    assert answers == [303] * 20 + [429]


def test_events_hold_no_text(joyce, answer):
    reports(joyce, answer, body="He lives next door")

    facts = [str(row.facts) for row in stored(PublishedEvent)]
    assert not any("next door" in fact for fact in facts)


def test_a_program_reports_and_gets_the_same_reference_again(ada, answer):
    sent = {"subject": answer, "reason": "spam", "text": "It sells something."}

    made = ada.api("POST", "/reports", **sent)
    again = ada.api("POST", "/reports", **sent)

    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json["reference"] == again.json["reference"]
    assert made.json["state"] == "open"
    assert ada.get(f"/reports/{made.json['reference']}").status_code == 200


def test_a_program_without_an_account_gets_an_address_with_a_key(visitor, answer):
    sent = {"subject": answer, "reason": "spam"}

    made = visitor.client.post("/api/v1/reports", json=sent)

    assert made.status_code == 201
    assert visitor.get(made.json["url"]).status_code == 200


@pytest.mark.parametrize(
    "sent", [{"subject": -5}, {"subject": 2**70}, {"reason": "boring"}, {"email": "x"}]
)
def test_a_program_is_told_what_is_wrong(ada, answer, sent):
    answered = ada.api("POST", "/reports", **({"subject": answer, "reason": "spam"} | sent))

    assert answered.status_code in (404, 422)
