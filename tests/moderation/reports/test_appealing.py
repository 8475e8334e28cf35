"""Another person hears an appeal; a reversal puts everything back exactly."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import Member, SignIn
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.house import house
from forum.reputation.models import Reputation
from forum.threads.actions import accept_answer, vote_on
from forum.threads.models import Answer, Thread
from moderation.reports.events import ReportDecided
from moderation.reports.models import Appeal, Decision, Report, ReportCase
from moderation.reports.reactions import count_against_author
from moderation.sanctions.models import Sanction
from tests.moderation.reports.conftest import (
    appeals,
    decides,
    hears,
    how_many,
    looking,
    mails,
    now_is,
    page_of,
    reports,
    stored,
)


@pytest.fixture
def hidden(cleo, case):
    """Cleo has hidden Ben's answer; the reference of her decision."""
    decides(cleo, case, "hide")
    return now_is(Decision).reference


@pytest.fixture
def dismissed(cleo, joyce, case):
    """Cleo has left it as it is; the reference of Joyce's report."""
    decides(cleo, case, "dismiss", rule="none")
    return now_is(Report).reference


def points() -> dict[int, int]:
    with looking():
        return {row.member_id: row.points for row in db.query(Reputation) if row.points}


def wrong() -> list[str]:
    with looking():
        return [f.sentence for check in house().checks.values() for f in check()]


def test_the_author_appeals_and_is_told_it_is_there(ben, hidden):
    assert "until 1 September" in ben.get(f"/reports/{hidden}").text
    assert appeals(ben, hidden).status_code == 303

    assert "Somebody else than before" in ben.get(f"/reports/{hidden}").text
    assert "Nothing to appeal" not in ben.get(f"/reports/{hidden}/appeal").text


def test_each_side_appeals_once(ben, hidden):
    appeals(ben, hidden)
    answered = appeals(ben, hidden, "Once more")

    assert answered.status_code == 303
    assert how_many(Appeal) == 1


def test_a_paused_person_appeals(cleo, ben, case):
    decides(cleo, case, "suspend", until="2026-12-24")

    assert appeals(ben, now_is(Decision).reference).status_code == 303


def test_it_is_accepted_to_the_last_day_and_not_after(ben, hidden, monday):
    with writing():
        db.query(SignIn).update({"ends_at": datetime(2030, 1, 1, tzinfo=UTC)})
    monday.shift(183 * 86400)
    assert ben.get(f"/reports/{hidden}/appeal").text.count("<textarea") == 1
    monday.shift(1)
    assert appeals(ben, hidden).status_code == 403
    monday.shift(-1)
    assert appeals(ben, hidden).status_code == 303


def test_who_decided_does_not_hear_the_appeal(cleo, rosa, ben, hidden):
    appeals(ben, hidden)
    appeal_id = now_is(Appeal).id

    assert hears(cleo, appeal_id, "upheld").status_code == 403
    assert "Not for you: you decided the first time" in cleo.get("/desk/reports").text
    assert hears(rosa, appeal_id, "upheld").status_code == 303


def test_the_database_refuses_it_too(cleo, ben, hidden):
    appeals(ben, hidden)

    with pytest.raises(IntegrityError), writing():
        db.query(Appeal).update(
            {"outcome": "upheld", "answer": "Yes", "decider_id": cleo.member_id,
             "decided_at": Appeal.made_at}
        )  # fmt: skip


@pytest.mark.parametrize("who", ["visitor", "ada", "dev"])
def test_only_moderators_hear(request, ben, hidden, who):
    appeals(ben, hidden)
    person, appeal_id = request.getfixturevalue(who), now_is(Appeal).id

    assert person.get(f"/desk/appeals/{appeal_id}").status_code in (401, 403)
    assert hears(person, appeal_id, "reversed").status_code in (401, 403)


def test_a_decision_that_stays_is_explained(rosa, ben, hidden, answer, state_of, deliver):
    appeals(ben, hidden)
    hears(rosa, now_is(Appeal).id, "upheld", "The street is named in the first line.")
    deliver()

    assert "The street is named" in ben.get(f"/reports/{hidden}").text
    assert state_of(answer) == "hidden"
    assert mails("appeal_outcome") == [f"member:{ben.member_id}"]


def test_an_outcome_needs_its_reasons_and_comes_once(rosa, ben, hidden):
    appeals(ben, hidden)
    appeal_id = now_is(Appeal).id

    assert hears(rosa, appeal_id, "reversed", "").status_code == 422
    assert hears(rosa, appeal_id, "upheld").status_code == 303
    assert hears(rosa, appeal_id, "reversed").status_code == 409


def test_a_reversal_restores_content_counters_solution_and_reputation_exactly(
    cleo, rosa, ada, ben, joyce, solution, question, deliver, state_of
):
    joyce.stands_on("regular")
    with writing():
        vote_on(db.get_one(Answer, solution), by=joyce.member, value=1)
    deliver()
    before = points(), _facts(question)
    reports(joyce, solution)
    decides(cleo, now_is(ReportCase).id, "hide")
    deliver()
    assert points()[ben.member_id] == -20
    assert points().get(ada.member_id, 0) == 0

    appeals(ben, now_is(Decision).reference)
    hears(rosa, now_is(Appeal).id, "reversed")
    deliver()

    assert (points(), _facts(question)) == before
    assert state_of(solution) == "visible"
    assert ben.get(page_of(question)).text.count("This solved it") <= 1
    assert wrong() == []


def test_another_solution_chosen_meanwhile_stays(
    cleo, rosa, ada, ben, joyce, solution, question, deliver
):
    from tests.moderation.conftest import answers

    reports(joyce, solution)
    decides(cleo, now_is(ReportCase).id, "hide")
    other = answers(joyce, question, "The library has it.")
    with writing():
        accept_answer(db.get_one(Answer, other), by=ada.member)
    appeals(ben, now_is(Decision).reference)
    hears(rosa, now_is(Appeal).id, "reversed")
    deliver()

    assert now_is(Thread, question).solution_id == other
    assert points() == {joyce.member_id: 15, ada.member_id: 2}
    assert wrong() == []


def test_a_reversal_lifts_the_sanction_and_leaves_others(cleo, rosa, ben, joyce, case, question):
    decides(cleo, case, "suspend", until="2026-12-24")
    first = now_is(Decision).reference
    reports(joyce, question)
    appeals(ben, first)

    hears(rosa, now_is(Appeal).id, "reversed")

    assert ben.member.suspended_until is None
    assert now_is(Sanction).lifted_by_id == rosa.member_id
    assert "undone" in ben.get(f"/reports/{first}").text
    assert wrong() == []


def test_of_two_pauses_the_longer_one_decides(cleo, rosa, ben, joyce, case, answer, visitor):
    decides(cleo, case, "suspend", until="2026-12-24")
    long = now_is(Decision).reference
    reports(visitor, answer)
    decides(cleo, now_is(ReportCase).id, "suspend", until="2026-03-20")
    assert ben.member.suspended_until.month == 12

    appeals(ben, long)
    hears(rosa, now_is(Appeal).id, "reversed")

    assert ben.member.suspended_until.month == 3


def test_the_penalty_stays_while_another_decision_on_the_post_stands(
    cleo, rosa, ben, visitor, case, answer, deliver
):
    decides(cleo, case, "warn")
    first = now_is(Decision).reference
    reports(visitor, answer)
    decides(cleo, now_is(ReportCase).id, "warn")
    appeals(ben, first)
    hears(rosa, now_is(Appeal).id, "reversed")
    deliver()

    assert points() == {ben.member_id: -20}


def test_a_reporter_appeals_a_dismissal_and_somebody_else_decides_again(
    cleo, rosa, joyce, dismissed, case
):
    appeals(joyce, dismissed, "It does name somebody.")
    hears(rosa, now_is(Appeal).id, "reversed")

    assert decides(cleo, case, "dismiss", rule="none").status_code == 403
    assert decides(rosa, case, "hide").status_code == 303
    assert how_many(Decision) == 2
    assert "we hid it" in joyce.get(f"/reports/{dismissed}").text


def test_a_reporter_without_an_account_appeals_with_the_key(cleo, rosa, visitor, answer, deliver):
    page = reports(visitor, answer, email="robin@example.org").location
    reference, key = page.removeprefix("/reports/").split("?key=")
    decides(cleo, now_is(ReportCase).id, "dismiss", rule="none")

    assert appeals(visitor, reference, key="").status_code == 404
    assert appeals(visitor, reference, key=key).status_code == 303
    hears(rosa, now_is(Appeal).id, "upheld")
    deliver()
    assert mails("appeal_outcome") == [f"report:{now_is(Report).id}"]


def test_one_side_cannot_appeal_for_the_other(cleo, joyce, ben, hidden, case):
    """A reporter has nothing to appeal against a hiding, nor the author against a dismissal."""
    assert appeals(joyce, now_is(Report).reference).status_code == 403
    assert how_many(Appeal) == 0


def test_nothing_can_be_appealed_before_it_is_decided(joyce, case):
    assert appeals(joyce, now_is(Report).reference).status_code == 403


def test_every_look_at_an_appeal_is_written_down(rosa, ben, hidden):
    from forum.kernel.audit import AuditEntry

    appeals(ben, hidden)
    rosa.get(f"/desk/appeals/{now_is(Appeal).id}")

    (looked,) = stored(AuditEntry, actor_id=rosa.member_id)
    assert (looked.deed, looked.reason, looked.person_id) == (
        "open reports",
        "appeal",
        ben.member_id,
    )


def test_doctor_finds_a_pause_that_no_sanction_explains(ben, case):
    with writing():
        db.get_one(Member, ben.member_id).suspended_until = Member.joined_at

    assert any("sanction" in sentence for sentence in wrong())


def _facts(thread_id: int) -> tuple[object, ...]:
    thread = now_is(Thread, thread_id)
    return thread.solution_id, thread.solved_at, thread.answer_count


def test_a_decision_reversed_before_it_was_counted_counts_for_nothing(
    ben, rosa, hidden, deliver, monkeypatch
):
    """Its delivery had failed so often that it was put aside, and is mended afterwards."""
    counting = house().reactions[ReportDecided]
    others = [one for one in counting if one is not count_against_author]
    monkeypatch.setitem(house().reactions, ReportDecided, others)
    appeals(ben, hidden)
    hears(rosa, now_is(Appeal).id, "reversed")
    deliver()

    with writing():
        decided = select(PublishedEvent).where(PublishedEvent.kind == ReportDecided.kind)
        count_against_author(db.scalars(decided).one().event)
    deliver()

    assert points() == {}
    assert wrong() == []
