"""Everybody can read how many reports came, how they were decided, and how soon."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from forum.kernel.clock import at
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.site import SiteSetting
from forum.threads.models import Answer
from moderation.reports import actions, queries
from moderation.reports.actions import Reporter, Statement
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.queries import published_figures
from moderation.reports.queries.few import Note, Told, median_told, total_told
from moderation.reports.queries.quarters import Quarter, finished_quarters
from moderation.reports.reasons import Deed
from tests.moderation.reports.conftest import stored

AUTUMN = datetime(2025, 10, 6, 9, tzinfo=UTC)
"""In the fourth quarter; it is now 2 March 2026, in the first."""
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def autumn(answer, ben, cleo, rosa):
    """Fourteen reports of Ben's answer: eleven dismissed, three upheld; Ben appealed twice."""
    reasons = ["rude"] * 11 + ["spam"] * 3
    for number, reason in enumerate(reasons):
        moment = AUTUMN + timedelta(days=number)
        deed = Deed.DISMISS if reason == "rude" else Deed.HIDE
        decision = decided(answer, cleo, moment, reason, deed, hours=number + 1.5)
        if number >= 12:
            outcome = ("upheld", "reversed")[number - 12]
            appealed(decision, answer, ben, rosa, moment + timedelta(days=2), outcome)


def decided(post_id, moderator, moment, reason, deed, *, hours):
    with at(moment), writing():
        post = db.get_one(Answer, post_id)
        made, _ = actions.report(post, by=Reporter(f"key {moment}"), reason=reason)
        case_id = made.case_id
    with at(moment + timedelta(hours=hours)), writing():
        case, post = queries.locked_case(case_id), db.get_one(Answer, post_id)
        rule = "none" if deed == Deed.DISMISS else reason
        return actions.decide(
            case, post, deed, by=moderator.member, statement=Statement(rule, "We read it.")
        ).id


def appealed(decision_id, post_id, author, judge, moment, outcome):
    with at(moment), writing():
        decision, post = db.get_one(Decision, decision_id), db.get_one(Answer, post_id)
        actions.appeal(decision, by=author.member, body="I named nobody.")
        (made,) = queries.appeals_of(decision_id)
        actions.hear(made, post, by=judge.member, outcome=outcome, answer="We read it again.")


def told(figures):
    return {(f.quarter.name, f.about, f.part): (f.told.value, f.told.note) for f in figures}


def published(app):
    with app.app_context(), fresh_reading():
        return published_figures()


def test_before_a_quarter_is_over_the_page_says_when_the_first_figures_come(visitor, case):
    page = visitor.get("/transparency").text

    assert "The first appear on 1 April" in page
    assert visitor.get("/transparency.json").json["figures"] == []


def test_everybody_reads_the_figures_and_finds_them_at_the_foot_of_the_page(visitor, autumn):
    page = visitor.get("/transparency").text

    assert "2025-Q4" in page
    assert "fewer than 10" in page
    assert "at least 11" in page
    assert 'href="/transparency"' in visitor.get("/").text
    assert "/transparency</loc>" in visitor.get("/sitemap/figures-0.xml").text


def test_small_numbers_are_held_back_and_do_not_follow_from_the_others(app, autumn):
    _, figures = published(app)
    shown = told(figures)

    assert shown["2025-Q4", "reports", "rude"] == (11, Note.EXACT)
    assert shown["2025-Q4", "reports", "hate"] == (0, Note.EXACT)
    assert shown["2025-Q4", "reports", "spam"] == (None, Note.FEWER)
    assert shown["2025-Q4", "reports", "total"] == (11, Note.AT_LEAST)
    assert shown["2025-Q4", "decisions", "hide"] == (None, Note.FEWER)
    assert shown["2025-Q4", "decisions", "total"] == (11, Note.AT_LEAST)
    assert shown["2025-Q4", "decisions", "median_hours"] == (8.0, Note.EXACT)
    assert shown["2025-Q4", "appeals", "made"] == (None, Note.FEWER)
    assert shown["2025-Q4", "appeals", "total"] == (None, Note.NOT_SHOWN)


@pytest.mark.parametrize("others", [{}, {"rude": 12}, {"rude": 12, "spam": 30}])
@pytest.mark.parametrize("small", [{"hate": 1}, {"hate": 1, "danger": 1}, {"hate": 9, "danger": 9}])
def test_what_is_shown_is_the_same_however_small_the_small_numbers_are(others, small):
    """So nobody can tell one small number from another by anything that is published."""
    other_small = {part: 5 for part in small}

    assert total_told(others | small) == total_told(others | other_small)
    assert median_told(3.0, total_told(others | small)).note == (
        Note.EXACT if others else Note.NOT_SHOWN
    )


def test_without_small_numbers_the_sum_is_exact():
    assert total_told({"rude": 12, "spam": 30, "hate": 0}) == Told(42)
    assert total_told({}) == Told(0)
    assert median_told(None, total_told({})) == Told(None, Note.NONE)


def test_each_figure_can_be_counted_again_from_the_rows(app, autumn):
    quarters, figures = published(app)
    made = stored(Report)
    first = {}
    for report in sorted(made, key=lambda one: one.made_at, reverse=True):
        first[report.case_id] = report.made_at
    decisions, appeals = stored(Decision), stored(Appeal)
    raw: Counter[tuple[str, str, str]] = Counter()
    raw.update((name(one.made_at), "reports", one.reason) for one in made)
    raw.update((name(one.decided_at), "decisions", one.deed) for one in decisions)
    raw.update((name(one.made_at), "appeals", "made") for one in appeals)
    raw.update((name(one.decided_at), "appeals", one.outcome) for one in appeals)

    assert [quarter.name for quarter in quarters] == ["2025-Q4"]
    assert raw.total() == 14 + 14 + 2 + 2
    for figure in figures:
        key = (figure.quarter.name, figure.about, figure.part)
        if figure.part not in ("total", "median_hours"):
            number = raw.pop(key, 0)
            assert figure.told == (Told(None, Note.FEWER) if 0 < number < 10 else Told(number)), key
    assert not raw
    hours = [(one.decided_at - first[one.case_id]).total_seconds() / 3600 for one in decisions]
    assert told(figures)["2025-Q4", "decisions", "median_hours"][0] == round(median(hours), 1)


def name(moment):
    here = moment.astimezone(LONDON)
    return f"{here.year}-Q{(here.month - 1) // 3 + 1}"


def test_a_quarter_begins_at_midnight_where_the_place_is(app, answer, cleo, monday):
    """At 23:30 in Greenwich on the last of June it is July in London."""
    late = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)
    decided(answer, cleo, late, "rude", Deed.DISMISS, hours=0.2)
    decided(answer, cleo, late + timedelta(hours=1), "spam", Deed.DISMISS, hours=1)

    quarters, figures = published(app)
    shown = told(figures)

    assert [quarter.name for quarter in quarters] == ["2025-Q2", "2025-Q3", "2025-Q4"]
    assert shown["2025-Q2", "reports", "rude"] == (None, Note.FEWER)
    assert shown["2025-Q2", "reports", "spam"] == (0, Note.EXACT)
    assert shown["2025-Q3", "reports", "spam"] == (None, Note.FEWER)


def test_eight_quarters_are_told_at_most_and_never_the_one_that_runs(app):
    with app.app_context():
        quarters = finished_quarters(datetime(2019, 5, 1, tzinfo=UTC))

    assert quarters[0] == Quarter(2024, 1)
    assert quarters[-1] == Quarter(2025, 4)
    assert len(quarters) == 8
    assert quarters[-1].last_day.isoformat() == "2025-12-31"


def test_page_json_and_table_say_the_same(visitor, autumn):
    said = visitor.get("/transparency.json").json
    lines = list(csv.DictReader(io.StringIO(visitor.get("/transparency.csv").text)))

    assert said["zone"] == "Europe/London"
    assert said["quarters"] == [
        {"quarter": "2025-Q4", "first_day": "2025-10-01", "last_day": "2025-12-31"}
    ]
    assert len(lines) == len(said["figures"]) > 15
    for line, figure in zip(lines, said["figures"], strict=True):
        assert line == {k: "" if v is None else str(v) for k, v in figure.items()}


def test_a_reason_that_looks_like_a_formula_does_no_harm_in_a_table(app, visitor, autumn):
    known = {"code": "rude", "label": "=1+1", "rule": "Be civil"}
    with writing():
        db.add(SiteSetting(name="report_reasons", value={"reasons": [known]}))

    lines = list(csv.DictReader(io.StringIO(visitor.get("/transparency.csv").text)))

    assert lines[0]["label"] == "'=1+1"
    assert visitor.get("/transparency.json").json["figures"][0]["label"] == "=1+1"
    assert {"spam"} < {line["part"] for line in lines}  # no word for it, and still counted


def test_the_page_asks_few_questions_of_the_database(visitor, autumn, statements):
    with statements() as asked:
        visitor.get("/transparency")

    assert len([one for one in asked if one != "BEGIN"]) <= 8
