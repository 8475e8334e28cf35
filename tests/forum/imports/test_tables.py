"""Tables that people made: ideas, or questions with their answers and the solution."""

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import Idea, OfficialReply, StageMove
from forum.imports import tables
from forum.imports.bringing import bring_in
from forum.imports.records import ArchiveUnreadable, LeftOut, Proposal, Refused
from forum.kernel.db import db, fresh_reading
from forum.topics.models import Topic
from tests.forum.imports.brought import answers, findings, how_many, member, thread
from tests.forum.imports.papers import answered, asked, idea, only, table


@pytest.fixture
def takes_ideas(app, tmp_path):
    def take(*rows, name="ideas.csv", mark=","):
        return bring_in(tables.read_ideas(table(tmp_path / name, rows, mark=mark)))

    return take


@pytest.fixture
def takes_threads(app, tmp_path):
    def take(*rows):
        return bring_in(tables.read_threads(table(tmp_path / "threads.csv", rows)))

    return take


def the(model):
    with fresh_reading():
        return db.scalars(select(model)).one()


def test_a_row_is_an_idea_with_all_its_columns(takes_ideas):
    told = {
        "stage": "Already done",
        "reply": "It stands at the corner.",
        "reply_details": "Look *up*.",
    }
    takes_ideas(idea(1, supports="12", decided_at="2020-07-01", department="Bus team", **told))

    found, move, reply = the(Idea), the(StageMove), the(OfficialReply)
    assert (found.stage, found.support_count, str(found.decided_at.date())) == (
        "already_done",
        12,
        "2020-07-01",
    )
    assert (move.reason, move.text) == ("exists_already", "It stands at the corner.")
    assert (reply.department, reply.html.strip()) == ("Bus team", "<p>Look <em>up</em>.</p>")
    assert findings() == []


@pytest.mark.parametrize("stage", ["open", "in review", "planned", "in_progress", "delivered"])
def test_an_idea_goes_to_its_stage_by_moves_that_are_allowed(takes_ideas, stage):
    takes_ideas(idea(1, stage=stage))

    assert the(Idea).stage == stage.replace(" ", "_")
    assert findings() == []


def test_a_topic_that_is_here_already_is_the_one_that_is_meant(takes_ideas, parking):
    tally = takes_ideas(idea(1, topic=parking.name.upper()), idea(2, topic="Hedges"))

    with fresh_reading():
        topics = db.scalars(select(Idea.topic_id).order_by(Idea.id)).all()
        assert topics[0] == parking.id
        assert db.get_one(Topic, topics[1]).name == "Hedges"
    assert (tally.created["topics"], tally.read["topics"]) == (1, 2)


def test_semicolons_are_read_like_commas(takes_ideas):
    takes_ideas(idea(1, body="Wet, cold, long."), mark=";")

    assert the(Idea).body == "Wet, cold, long."


def test_the_name_of_the_file_tells_two_tables_apart(takes_ideas):
    takes_ideas(idea(1))

    again, other = takes_ideas(idea(1)), takes_ideas(idea(1), name="other.csv")

    assert (again.created["ideas"], other.created["ideas"]) == (0, 1)


def test_a_formula_is_words_here_and_no_number(takes_ideas, visitor):
    formula = '=HYPERLINK("http://bad.example","Win")'
    tally = takes_ideas(idea(1, title=formula), idea(2, supports="=1+1"))

    assert [refused.where for refused in tally.refused] == ["ideas.csv line 3"]
    page = visitor.get(f"/ideas/{the(Idea).id}-{the(Idea).slug}").text
    assert "=HYPERLINK(&#34;http://bad.example&#34;" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"title": " "},
        {"body": ""},
        {"proposed_at": "6 May"},
        {"supports": "-1"},
        {"stage": "merged"},
        {"stage": "maybe"},
        {"stage": "declined", "reason": "done"},
        {"decided_at": "soon", "stage": "planned"},
        {"old_address": "http://[broken"},
    ],
    ids=str,
)
def test_a_row_with_a_wrong_cell_is_refused_with_its_line(tmp_path, wrong):
    rows = [idea(1, body="Two\nlines."), idea(2) | wrong, idea(3)]

    found = list(tables.read_ideas(table(tmp_path / "ideas.csv", rows)))

    assert [one.where for one in only(found, Refused)] == ["ideas.csv line 4"]
    assert [one.key for one in only(found, Proposal)] == ["idea:I1", "idea:I3"]


def test_questions_come_with_answers_and_the_solution(takes_threads):
    takes_threads(
        asked(1, tags="bins, Tuesday", views="9", votes="3"),
        answered(2, to=1, votes="-2"),
        answered(3, to=1, solution="yes", author="Cleo"),
    )

    found = thread()
    assert (found.title, found.answer_count, found.score, found.views) == (
        "When are bins emptied?",
        2,
        3,
        9,
    )
    assert [answer.score for answer in answers()] == [-2, 0]
    assert found.solution_id == answers()[1].id
    assert answers()[1].author_id == member("name:Cleo").id
    assert findings() == []


def test_importing_the_same_table_of_questions_again_changes_nothing(takes_threads):
    rows = [asked(1, votes="3"), answered(2, to=1, solution="x")]
    takes_threads(*rows)

    again = takes_threads(*rows)

    assert not any(again.created.values())
    assert (again.unchanged["threads"], again.unchanged["answers"]) == (1, 1)
    assert (how_many(Member), thread().score) == (2, 3)


def test_old_addresses_of_any_kind_lead_here(takes_threads, visitor):
    takes_threads(
        asked(1, old_address="https://old.example/viewtopic.php?t=5"),
        answered(2, to=1, old_address="forum/posts/2"),
    )

    page = f"/threads/{thread().id}-{thread().slug}"
    assert visitor.get("/viewtopic.php?t=5").location == page
    assert visitor.get("/forum/posts/2").location == f"{page}#answer-{answers()[0].id}"
    assert visitor.get("/viewtopic.php?t=6").status_code == 404


@pytest.mark.parametrize(
    "row",
    [
        answered(2, to=99),
        answered(2, to=1, solution="perhaps"),
        answered(2, to=1, votes="few"),
        asked(2, solution="yes"),
        asked(2, views="-1"),
        asked(1),
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused_with_its_line(takes_threads, row):
    tally = takes_threads(asked(1), row)

    assert [refused.where for refused in tally.refused] == ["threads.csv line 3"]
    assert (thread().answer_count, tally.created["threads"]) == (0, 1)


def test_a_column_nobody_reads_is_told(tmp_path):
    path = table(tmp_path / "ideas.csv", [idea(1, colour="red"), idea(2)])

    left_out = only(tables.read_ideas(path), LeftOut)

    assert [(one.what, one.count) for one in left_out] == [("cells of the column “colour”", 2)]


@pytest.mark.parametrize("read", [tables.read_ideas, tables.read_threads])
def test_missing_columns_are_named_before_anything_is_read(tmp_path, read):
    path = table(tmp_path / "some.csv", [{"id": 1, "title": "One"}])

    with pytest.raises(ArchiveUnreadable, match=r"columns that we need: .*“body”"):
        read(path)
