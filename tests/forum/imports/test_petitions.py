"""Petitions become ideas, decided as they were, with the words that explain it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.follows.models import Follow
from forum.ideas.models import Idea, OfficialReply, StageMove, Support
from forum.ideas.ranking import FIRST_MEAN, top_of
from forum.imports import petitions
from forum.imports.bringing import bring_in
from forum.imports.records import ArchiveUnreadable, LeftOut, Proposal, Refused
from forum.kernel.db import db, fresh_reading
from forum.kernel.events import PublishedEvent
from forum.kernel.mail.outgoing import OutgoingMail
from tests.forum.imports.brought import findings, how_many
from tests.forum.imports.papers import DAY, LATER, only, petition, rejected, written


@pytest.fixture
def takes_in(app, tmp_path):
    def take(*rows):
        return bring_in(petitions.read(written(tmp_path / "petitions.jsonl", rows)))

    return take


def the(model):
    with fresh_reading():
        return db.scalars(select(model)).one()


def test_an_open_petition_is_an_open_idea_with_its_words_and_times(takes_in):
    takes_in(petition(7))

    idea = the(Idea)
    assert (idea.title, idea.stage, idea.state) == ("Mend bridge 7", "open", "published")
    assert idea.html.strip() == "<p>It is shut.</p>\n<p>Since May.</p>"
    assert idea.proposed_at == idea.published_at == datetime(2021, 3, 4, 10, tzinfo=UTC)
    assert findings() == []


def test_signatures_nobody_here_gave_are_a_number_and_start_nothing(takes_in):
    takes_in(petition(7, signature_count=900_000))

    idea = the(Idea)
    assert (idea.support_count, idea.imported_supports) == (900_000, 900_000)
    assert (how_many(Support), how_many(Follow)) == (0, 0)
    with fresh_reading():
        assert set(db.scalars(select(PublishedEvent.origin))) == {"import"}
    assert idea.top == pytest.approx(top_of(0, 0, mean=FIRST_MEAN))


@pytest.mark.parametrize(
    ("code", "stage", "reason"),
    [
        ("duplicate", "declined", "duplicate"),
        ("already-happening", "already_done", "exists_already"),
        ("irrelevant", "out_of_scope", "not_ours"),
        ("no-action", "declined", "elsewhere"),
        ("one-we-never-heard-of", "declined", "elsewhere"),
    ],
)
def test_a_rejected_petition_says_why(takes_in, code, stage, reason):
    takes_in(rejected(7, code))

    move, reply = the(StageMove), the(OfficialReply)
    assert (the(Idea).stage, move.stage, move.reason) == (stage, stage, reason)
    assert move.text == reply.summary
    assert reply.html.strip() == "<p>See the other one.</p>"
    assert the(Idea).decided_at == move.moved_at == datetime.fromisoformat(LATER)
    assert findings() == []


def test_a_closed_petition_takes_no_more_support_and_says_when_it_closed(takes_in):
    takes_in(petition(7, state="closed", closed_at=LATER))

    assert the(Idea).stage == "declined"
    assert the(StageMove).text == "It closed for signatures on 4 September 2021."


def test_a_response_is_the_official_reply_of_its_department(takes_in):
    response = {"summary": "Yes.  " * 60, "details": "In *May*.", "created_at": DAY}

    takes_in(petition(7, government_response=response, departments=[{"name": "Roads office"}]))

    reply = the(OfficialReply)
    assert (len(reply.summary), reply.department) == (200, "Roads office")
    assert reply.html.strip() == "<p>In <em>May</em>.</p>"
    assert the(Idea).stage == "open"


def test_the_same_file_again_changes_nothing(takes_in):
    rows = [petition(1), rejected(2, "duplicate"), petition(3, departments=[{"name": "Roads"}])]
    takes_in(*rows)

    again = takes_in(*rows)

    assert not any(again.created.values())
    assert (again.unchanged["ideas"], again.unchanged["supports"]) == (3, 90)
    assert (how_many(Idea), how_many(StageMove), how_many(OfficialReply)) == (3, 1, 1)


def test_a_later_file_of_the_same_site_brings_only_what_is_new(takes_in):
    takes_in(petition(1))

    tally = takes_in(petition(1), petition(2))

    assert (tally.created["ideas"], tally.unchanged["ideas"]) == (1, 1)


def test_who_is_not_named_is_one_petitioner_who_cannot_sign_in(takes_in):
    takes_in(petition(1), petition(2), petition(3, creator_name="Nia Tegg"))

    with fresh_reading():
        people = db.scalars(select(Member).order_by(Member.name)).all()
    assert [one.name for one in people] == ["Nia Tegg", "Petitioner"]
    assert all(one.is_imported and one.email is None for one in people)
    assert how_many(OutgoingMail) == 0


@pytest.mark.parametrize("path", ["/petitions/7", "/petitions/7/signatures/new"])
def test_the_old_address_leads_to_the_idea(takes_in, visitor, path):
    takes_in(petition(7))

    answer = visitor.get(path)

    assert (answer.status_code, answer.location) == (301, f"/ideas/{the(Idea).id}-mend-bridge-7")


def test_the_page_shows_the_number_and_the_reply(takes_in, visitor):
    takes_in(rejected(7, "irrelevant"))

    page = visitor.get(f"/ideas/{the(Idea).id}-mend-bridge-7").text

    assert "Somebody else is responsible for this." in page
    assert "<b>30 " in page
    assert "Not for the council" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "hidden"},
        {"action": " "},
        {"signature_count": "many"},
        {"signature_count": -1},
        {"created_at": "yesterday"},
        {"background": None},
        {"state": "rejected", "rejected_at": "long ago"},
        {"government_response": {"summary": "Yes."}},
    ],
    ids=str,
)
def test_a_petition_with_a_wrong_value_is_refused_with_its_line(tmp_path, wrong):
    path = written(tmp_path / "some.jsonl", [petition(1), petition(2, **wrong), petition(3)])

    found = list(petitions.read(path))

    assert [one.where for one in only(found, Refused)] == ["some.jsonl line 2"]
    assert [one.key for one in only(found, Proposal)] == ["petition:1", "petition:3"]


def test_a_number_used_twice_is_read_once(tmp_path):
    path = written(tmp_path / "some.jsonl", [petition(1), petition(1, action="Another")])

    found = list(petitions.read(path))

    assert [one.title for one in only(found, Proposal)] == ["Mend bridge 1"]
    assert [one.where for one in only(found, Refused)] == ["some.jsonl line 2"]


def test_what_has_no_place_is_counted(tmp_path):
    path = written(tmp_path / "some.jsonl", [petition(1, debate={"overview": "Long."})])

    left_out = only(petitions.read(path), LeftOut)

    assert [(one.what, one.count) for one in left_out] == [("debates in parliament", 1)]


def test_a_file_of_something_else_is_refused(tmp_path):
    path = written(tmp_path / "some.jsonl", [{"name": "no petition"}])

    with pytest.raises(ArchiveUnreadable, match="There is no petition"):
        petitions.read(path)
