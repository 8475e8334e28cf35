"""What the policy team decides: along the table, with a reason, in public, and all of it kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from forum.ideas.models import OfficialReply, StageMove
from forum.ideas.queries import moves_of, replies_of
from forum.ideas.states import LABELS, MOVES, REASONS, WHAT_NEXT, Stage, needs_reason, reasons_for
from forum.kernel.db import db, writing
from forum.kernel.errors import Invalid, Refused

DECISION = {
    "stage": "in_review",
    "reason": "",
    "summary": "We are counting how many people wait there.",
    "details": "For **four weeks**.",
    "department": "Transport team",
}


def test_every_stage_has_its_words_and_its_moves():
    assert set(MOVES) == set(LABELS) == set(WHAT_NEXT) == set(Stage)


@given(st.sampled_from(list(Stage)), st.sampled_from(list(Stage)))
def test_whatever_ends_an_idea_needs_a_reason_and_there_is_one(before, stage):
    if stage not in MOVES[before]:
        return

    forward = (before, stage) in {
        (Stage.OPEN, Stage.IN_REVIEW),
        (Stage.IN_REVIEW, Stage.PLANNED),
        (Stage.PLANNED, Stage.IN_PROGRESS),
    }
    assert needs_reason(before, stage) is not forward
    assert reasons_for(stage)


def test_the_whole_way_to_done(pia, idea_id, decides, idea_now):
    decides(pia, idea_id, "in_review")
    decides(pia, idea_id, "planned", summary="We will build it in May.")
    assert idea_now(idea_id).decided_at is not None
    decides(pia, idea_id, "in_progress")
    decides(pia, idea_id, "delivered", reason="done", summary="The bench is there.")

    idea = idea_now(idea_id)
    assert idea.stage == "delivered"
    assert not idea.is_undecided
    assert [move.stage for move in moves_of(idea_id)] == [
        *("in_review", "planned", "in_progress", "delivered"),
    ]
    assert [reply.number for reply in replies_of(idea_id)] == [2, 1]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"summary": "It costs too much."}, "reason"),
        ({"reason": "too_costly"}, "summary"),
        ({"reason": "done", "summary": "It costs too much."}, "reason"),
        ({"reason": "because", "summary": "It costs too much."}, "reason"),
    ],
)
def test_a_no_needs_a_reason_that_fits_and_a_text(pia, idea_id, decides, idea_now, said, field):
    with pytest.raises(Invalid) as refused:
        decides(pia, idea_id, "declined", **said)

    assert field in refused.value.faults
    assert idea_now(idea_id).stage == "open"


def test_a_step_that_the_table_does_not_have_is_refused(pia, idea_id, decides):
    with pytest.raises(Refused, match="cannot go to “Done”"):
        decides(pia, idea_id, "delivered", reason="done", summary="It is there.")


@pytest.mark.parametrize("stage", ["merged", "withdrawn", "lost"])
def test_some_stages_are_not_for_this_form(pia, idea_id, decides, stage):
    with pytest.raises(Invalid):
        decides(pia, idea_id, stage, reason="duplicate", summary="It is the same.")


def test_only_the_policy_team_decides(ada, dev, cleo, idea_id, decides):
    for somebody in (ada, dev, cleo):
        with pytest.raises(Refused):
            decides(somebody, idea_id, "in_review")


def test_a_step_back_opens_it_again(pia, ben, idea_id, decides, supports, idea_now):
    decides(pia, idea_id, "declined", reason="too_costly", summary="It costs too much.")

    decides(pia, idea_id, "in_review", reason="new_facts", summary="A shop offers to pay half.")
    supports(ben, idea_id)

    idea = idea_now(idea_id)
    assert (idea.is_undecided, idea.decided_at, idea.support_count) == (True, None, 1)


def test_the_same_decision_sent_twice_is_one(pia, idea_id):
    for _ in range(2):
        assert pia.post(f"/ideas/{idea_id}/decision", **DECISION).status_code == 303

    assert len(moves_of(idea_id)) == len(replies_of(idea_id)) == 1


def test_the_page_shows_the_decision_to_everybody(pia, visitor, idea_id):
    pia.post(f"/ideas/{idea_id}/decision", **DECISION)

    page = visitor.get(f"/ideas/{idea_id}-a-bench-at-the-stop").text

    assert "In review" in page
    assert "We are counting how many people wait there." in page
    assert "<strong>four weeks</strong>" in page
    assert "Transport team" in page


def test_a_new_version_of_the_reply_keeps_the_old_one_in_public(pia, visitor, idea_id):
    pia.post(f"/ideas/{idea_id}/decision", **DECISION)

    pia.post(f"/ideas/{idea_id}/decision", **DECISION | {"summary": "We have counted 90 people."})

    page = visitor.get(f"/ideas/{idea_id}-a-bench-at-the-stop").text
    assert "We have counted 90 people." in page
    assert "Earlier versions of this reply" in page
    assert "We are counting how many" in page
    assert len(moves_of(idea_id)) == 1


def test_a_decision_without_a_reason_comes_back_with_the_text(pia, idea_id):
    answer = pia.post(f"/ideas/{idea_id}/decision", **DECISION | {"stage": "declined"})

    assert answer.status_code == 422
    assert "Choose the reason." in answer.text
    assert "We are counting how many" in answer.text


def test_a_summary_is_short(pia, idea_id):
    answer = pia.post(f"/ideas/{idea_id}/decision", **DECISION | {"summary": "a" * 201})

    assert answer.status_code == 422


def test_others_do_not_see_the_form_nor_the_list_of_the_policy_team(ada, dev, cleo, idea_id):
    for somebody in (ada, dev, cleo):
        assert "Decide and reply" not in somebody.get(f"/ideas/{idea_id}-a-bench-at-the-stop").text
        assert somebody.get("/ideas/review").status_code == 403
        assert somebody.post(f"/ideas/{idea_id}/decision", **DECISION).status_code == 403


def test_the_policy_team_finds_what_is_in_review(pia, idea_id):
    pia.post(f"/ideas/{idea_id}/decision", **DECISION)

    assert "A bench at the stop" in pia.get("/ideas/review?show=review").text
    assert "A bench at the stop" not in pia.get("/ideas/review?show=many").text


@pytest.mark.every_value
@pytest.mark.parametrize(
    ("before", "stage", "reason", "text"),
    [
        ("open", "delivered", "done", "It is there."),
        ("withdrawn", "open", "new_facts", "Again."),
        ("open", "declined", "", "It costs too much."),
        ("open", "declined", "too_costly", ""),
        ("planned", "in_review", "", ""),
    ],
)
def test_the_database_keeps_the_table_too(idea_id, before, stage, reason, text):
    row = {"idea_id": idea_id, "before": before, "stage": stage, "reason": reason, "text": text}

    with pytest.raises(IntegrityError), writing():
        db.execute(insert(StageMove).values(row))


def test_every_move_of_the_table_is_one_the_database_takes(idea_id):
    with writing():
        for before, after in MOVES.items():
            for stage in after:
                db.add(
                    StageMove(
                        idea_id=idea_id,
                        before=before,
                        stage=stage,
                        reason=next(iter(REASONS)),
                        text="For everybody.",
                    )
                )
        db.flush()


def test_the_database_keeps_the_summary_short(pia, idea_id):
    facts = {"number": 1, "body": "", "html": "", "renderer": 1, "department": "Policy team"}
    facts |= {"idea_id": idea_id, "author_id": pia.member_id}

    for summary in ("", "a" * 201):
        with pytest.raises(IntegrityError), writing():
            db.execute(insert(OfficialReply).values(summary=summary, **facts))
