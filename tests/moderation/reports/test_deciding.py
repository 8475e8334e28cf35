"""Moderators decide all reports of a post at once, with a statement of reasons."""

from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, writing
from forum.reputation.models import Award
from forum.threads.models import Answer, Thread
from moderation.reports.models import Decision, Report, ReportCase
from moderation.sanctions.models import Sanction
from tests.moderation.reports.conftest import (
    WHY,
    WORDS,
    decides,
    how_many,
    mails,
    now_is,
    page_of,
    reports,
    stored,
)


def test_the_queue_shows_what_waits_in_the_order_it_came(cleo, joyce, visitor, answer, question):
    reports(joyce, answer)
    reports(visitor, answer)
    reports(visitor, question, reason="spam")

    page = cleo.get("/desk/reports").text

    assert page.index("2 reports") < page.index("1 report<")
    assert "It is advertising" in page


@pytest.mark.parametrize("who", ["visitor", "ada", "dev", "pia"])
def test_only_moderators_see_the_queue(request, case, who):
    person = request.getfixturevalue(who)

    for page in ("/desk/reports", f"/desk/reports/{case}"):
        assert person.get(page).status_code in (401, 403)
    assert decides(person, case, "hide").status_code in (401, 403)


def test_a_case_shows_the_post_in_context_and_who_reported_it(cleo, case):
    page = cleo.get(f"/desk/reports/{case}").text

    assert "I paid three weeks ago." in page
    assert "Tanner’s Row" in page
    assert "Joyce Adeyemi" in page
    assert "none yet" in page


def test_how_often_a_reporter_was_right_is_shown(cleo, joyce, case, question):
    decides(cleo, case, "hide")
    reports(joyce, question)

    page = cleo.get(f"/desk/reports/{now_is(ReportCase).id}").text

    assert "1 of 1" in page


def test_looking_and_deciding_is_written_down(cleo, ben, case):
    cleo.get(f"/desk/reports/{case}")
    decides(cleo, case, "hide")

    deeds = {row.deed for row in stored(AuditEntry, actor_id=cleo.member_id)}
    assert deeds >= {"open reports", "hide post", "decide reports"}


def test_one_claims_and_others_wait(cleo, rosa, case, monday):
    cleo.post(f"/desk/reports/{case}/claim")

    assert rosa.post(f"/desk/reports/{case}/claim").status_code == 409
    assert decides(rosa, case, "hide").status_code == 409
    assert "Cleo Marsh" in rosa.get(f"/desk/reports/{case}").text
    monday.shift(31 * 60)
    assert rosa.post(f"/desk/reports/{case}/claim").status_code == 303


def test_what_was_put_back_is_free(cleo, rosa, case):
    cleo.post(f"/desk/reports/{case}/claim")
    cleo.post(f"/desk/reports/{case}/claim/removal")

    assert decides(rosa, case, "dismiss", rule="none").status_code == 303


def test_a_hidden_answer_shows_to_its_author_with_the_reason_and_to_staff(
    cleo, ben, ada, dev, visitor, case, question
):
    decides(cleo, case, "hide")

    page = page_of(question)
    assert WHY in ben.get(page).text
    assert WORDS.split(",")[0] in dev.get(page).text
    for other in (ada, visitor):
        assert "Tanner’s Row" not in other.get(page).text
        assert WHY not in other.get(page).text


def test_hiding_leaves_counters_and_lists(cleo, visitor, joyce, case, answer, question, state_of):
    decides(cleo, case, "hide")
    reports(joyce, question)
    decides(cleo, now_is(ReportCase).id, "hide")

    assert state_of(answer) == state_of(question) == "hidden"
    assert now_is(Thread, question).answer_count == 0
    assert visitor.get(page_of(question)).status_code == 410
    assert "My permit has not come" not in visitor.get("/threads").text
    assert "My permit has not come" not in visitor.get("/feed.atom").text


def test_a_hidden_comment_is_gone_for_others(cleo, visitor, joyce, comment, question, answer):
    reports(joyce, comment)
    decides(cleo, now_is(ReportCase).id, "hide")

    assert now_is(Answer, answer).comment_count == 0
    assert f"subject={comment}" not in visitor.get(page_of(question)).text


def test_a_decision_needs_its_statement(cleo, case, state_of, answer):
    for missing in ({"facts": "  "}, {"rule": ""}, {"rule": "none"}):
        answered = decides(cleo, case, "hide", **missing)

        assert answered.status_code == 422
    assert how_many(Decision) == 0
    assert state_of(answer) == "visible"


@pytest.mark.every_value
@pytest.mark.parametrize("column", ["facts", "rule", "redress", "notice_id"])
def test_the_database_keeps_no_decision_without_statement_and_notice(cleo, case, column):
    decides(cleo, case, "hide")

    with pytest.raises(IntegrityError), writing():
        db.query(Decision).update({column: None})
    if column != "notice_id":
        with pytest.raises(IntegrityError), writing():
            db.query(Decision).update({column: "  "})


def test_the_author_reads_the_statement_and_the_reporter_the_outcome(
    cleo, ben, joyce, visitor, answer, deliver
):
    mine = reports(joyce, answer).location
    theirs = reports(visitor, answer, email="robin@example.org").location
    decides(cleo, now_is(ReportCase).id, "hide")
    deliver()

    decision = now_is(Decision)
    page = ben.get(f"/reports/{decision.reference}").text
    assert all(words in page for words in (WHY, "Do not name private people", "you can appeal"))
    assert "A person decided this" in page
    assert "we hid it" in joyce.get(mine).text
    assert WHY not in joyce.get(mine).text
    assert "we hid it" in visitor.get(theirs).text
    assert mails("decision_notice") == [f"member:{ben.member_id}"]
    assert len(mails("report_outcome")) == 2


def test_nobody_else_reads_the_statement(cleo, ada, visitor, case):
    decides(cleo, case, "hide")

    reference = now_is(Decision).reference
    assert ada.get(f"/reports/{reference}").status_code == 404
    assert visitor.get(f"/reports/{reference}").status_code == 404


def test_a_dismissal_tells_the_reporter_why_and_the_author_nothing(cleo, joyce, case, deliver):
    decides(cleo, case, "dismiss", rule="none", facts="It names nobody.")
    deliver()

    page = joyce.get(f"/reports/{now_is(Report).reference}").text
    assert "It names nobody." in page
    assert mails("decision_notice") == []
    assert len(mails("report_outcome")) == 1


def test_a_second_decision_is_refused(cleo, rosa, case):
    decides(cleo, case, "dismiss", rule="none")

    assert decides(rosa, case, "hide").status_code == 409
    assert how_many(Decision) == 1


def test_nobody_decides_about_their_own_post(cleo, rosa, question, joyce):
    from tests.moderation.conftest import answers

    reports(joyce, answers(cleo, question, "I am right."))
    case_id = now_is(ReportCase).id

    assert decides(cleo, case_id, "dismiss", rule="none").status_code == 403
    assert decides(rosa, case_id, "dismiss", rule="none").status_code == 303


def test_it_counts_once_against_the_author(cleo, ben, joyce, ada, case, answer, deliver):
    decides(cleo, case, "warn")
    reports(ada, answer)
    decides(cleo, now_is(ReportCase).id, "hide")
    deliver()

    awards = stored(Award, member_id=ben.member_id)
    assert [(award.kind, award.points) for award in awards] == [("report_upheld", -20)]


def test_advertising_costs_more(cleo, case, deliver):
    decides(cleo, case, "hide", rule="spam")
    deliver()

    assert [award.points for award in stored(Award, kind="spam")] == [-100]


def test_what_was_hidden_can_be_brought_back_by_a_decision(
    cleo, joyce, ada, dev, case, answer, state_of
):
    decides(cleo, case, "hide")
    reports(dev, answer, reason="other")

    decides(cleo, now_is(ReportCase).id, "restore", rule="none", facts="We were too strict.")

    assert state_of(answer) == "visible"


def test_what_shows_cannot_be_brought_back(cleo, case):
    answered = decides(cleo, case, "restore", rule="none")

    assert answered.status_code == 422
    assert "not hidden" in answered.text


def test_a_pause_acts_at_the_next_request_and_leaves_reading_and_contact(cleo, ben, case, question):
    decides(cleo, case, "suspend", until="2026-03-20", hides_post="y")

    assert ben.member.suspended_until == datetime.fromisoformat("2026-03-20T23:59:59+00:00")
    refused = ben.post(f"/threads/{question}/answers", body="And another thing.")
    assert refused.status_code == 403
    assert ben.get(page_of(question)).status_code == 200
    assert ben.get("/contact").status_code == 200
    assert "paused" in ben.get(f"/reports/{now_is(Decision).reference}").text
    assert now_is(Sanction).statement == WHY


def test_a_pause_ends_by_itself(cleo, ben, case, question, monday):
    decides(cleo, case, "suspend", until="2026-03-20")
    monday.move_to("2026-03-21T00:00:01+00:00")

    assert not ben.member.is_suspended


def test_a_limit_leaves_five_replies_a_day(cleo, ben, case, question):
    decides(cleo, case, "limit", days="30")

    answered = [
        ben.post(f"/threads/{question}/answers", body=f"Number {n}").status_code for n in range(6)
    ]
    assert answered == [303] * 5 + [429]


@pytest.mark.parametrize(
    ("deed", "said"),
    [("limit", {}), ("limit", {"days": "0"}), ("limit", {"days": "9999"}), ("limit", {"days": "x"}),
     ("suspend", {}), ("suspend", {"until": "2026-03-01"}), ("suspend", {"until": "soon"})],
)  # fmt: skip
def test_a_sanction_needs_a_sensible_end(cleo, case, deed, said):
    assert decides(cleo, case, deed, **said).status_code == 422
    assert how_many(Sanction) == how_many(Decision) == 0


def test_staff_are_not_sanctioned_by_moderators(cleo, joyce, dev, question):
    from tests.moderation.conftest import answers

    reports(joyce, answers(dev, question, "No."))
    case_id = now_is(ReportCase).id

    assert decides(cleo, case_id, "suspend", until="2026-03-20").status_code == 403
    assert decides(cleo, case_id, "hide").status_code == 303


def test_strikes_stand_on_ones_own_page(cleo, ben, case):
    decides(cleo, case, "warn")

    page = ben.get("/me").text
    assert "Decisions about your posts" in page
    assert now_is(Decision).reference in page
    assert "warning" in page


def test_the_letter_can_be_read_before_anything_is_decided(cleo, ben, case):
    page = decides(cleo, case, "suspend", until="2026-03-20", hides_post="y", look="yes")

    assert page.status_code == 200
    assert "What Ben Hallam will read" in page.text
    assert "This ends on 20 March." in page.text
    assert "you can appeal" in page.text
    assert how_many(Decision) == how_many(Sanction) == 0
    assert not ben.member.is_suspended
