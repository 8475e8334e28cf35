"""Reports, decisions and appeals from four processes at once: one of each."""

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, writing
from forum.reputation.models import Award
from forum.threads.models import Answer
from moderation.reports.actions import appeal
from moderation.reports.models import Appeal, Decision, Report, ReportCase
from moderation.sanctions.models import Sanction
from tests.races.auditor import faults
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS


@pytest.fixture
def post_id(parking):
    return question(parking).answer_ids[0]


@pytest.fixture
def case_id(app, racers, post_id):
    """The reports of four people about one answer."""
    lanes = [[("report", {"post_id": post_id, "key": f"person {n}"})] for n in range(RACERS)]
    racers.race(app, *lanes)
    return db.query(ReportCase.id).scalar()


def all_decide(app, racers, case_id, post_id, *deeds):
    moderators = crowd(RACERS, role=Role.MODERATOR)
    facts = {"case_id": case_id, "post_id": post_id}
    lanes = [
        [("decide", {"member_id": by, "deed": deed, **facts})]
        for by, deed in zip(moderators, deeds, strict=True)
    ]
    return [outcome for outcome in racers.race(app, *lanes) if not outcome.refused]


def test_four_reports_by_one_person_are_one(app, racers, post_id, deliver):
    outcomes = racers.all_do(app, "report", post_id=post_id, key="joyce")

    assert len({outcome.result for outcome in outcomes}) == 1
    assert db.query(Report).count() == 1
    deliver()
    assert faults() == []


def test_four_reports_by_four_people_are_one_case(app, racers, case_id, deliver):
    assert db.query(ReportCase.report_count).all() == [(RACERS,)]
    deliver()
    assert faults() == []


def test_four_moderators_make_one_decision(app, racers, case_id, post_id, deliver):
    winners = all_decide(app, racers, case_id, post_id, "hide", "suspend", "warn", "suspend")

    decision = db.query(Decision).one()
    assert [winner.result for winner in winners] == [decision.id]
    assert db.query(Sanction).count() == (decision.deed != "hide")
    deliver()
    db.rollback()
    assert db.query(Award).where(Award.kind == "report_upheld").count() == 1
    assert faults() == []


def test_a_report_made_during_the_decision_is_not_lost(app, racers, case_id, post_id, deliver):
    (moderator,) = crowd(1, role=Role.MODERATOR)
    said = {"member_id": moderator, "case_id": case_id, "post_id": post_id, "deed": "dismiss"}
    late = [[("report", {"post_id": post_id, "key": f"late {n}"})] for n in range(3)]

    racers.race(app, [("decide", said)], *late)

    assert db.query(Report).count() == RACERS + 3
    deliver()
    assert faults() == []


def test_four_hearings_of_one_appeal_are_one(app, racers, case_id, post_id, deliver):
    all_decide(app, racers, case_id, post_id, *["suspend"] * RACERS)
    with writing():
        decision = db.query(Decision).one()
        appeal(decision, by=decision.person, body="I named nobody.")
    appeal_id = db.query(Appeal.id).scalar()
    hearers = crowd(RACERS, role=Role.MODERATOR)
    facts = {"appeal_id": appeal_id, "post_id": post_id}
    lanes = [
        [("hear", {"member_id": by, "outcome": outcome, **facts})]
        for by, outcome in zip(hearers, ["upheld", "reversed"] * 2, strict=True)
    ]

    outcomes = racers.race(app, *lanes)

    assert [bool(outcome.refused) for outcome in outcomes].count(False) == 1
    deliver()
    db.rollback()
    heard, decision = db.query(Appeal).one(), db.query(Decision).one()
    assert (heard.outcome == "reversed") == (decision.reversed_at is not None)
    assert db.query(Answer).where(Answer.state == "visible").count() == 1
    assert faults() == []
