"""Doctor finds what does not add up, and rebuilding puts it right."""

from sqlalchemy import update

from forum.ideas.models import Idea
from forum.ideas.queries.checks import TOTALS, wrong_counters, wrong_stages
from forum.ideas.tasks import rank_ideas, rebuild_counters
from forum.kernel.db import db, fresh_reading, writing


def spoil(idea_id, **columns):
    with writing():
        db.execute(update(Idea).where(Idea.id == idea_id).values(**columns))


def sentences(check):
    with fresh_reading():
        return [finding.sentence for finding in check()]


def test_what_adds_up_is_left_alone(ben, idea_id, supports):
    supports(ben, idea_id)

    assert sentences(wrong_counters) == sentences(wrong_stages) == []
    assert rebuild_counters() == 0


def test_wrong_numbers_are_found_and_put_right(ben, idea_id, supports, idea_now):
    supports(ben, idea_id)
    heat = idea_now(idea_id).heat
    spoil(idea_id, support_count=3, viewer_count=5, heat=1.0)

    found = sentences(wrong_counters)
    assert len(found) == 2
    assert rebuild_counters() == 1

    idea = idea_now(idea_id)
    assert (idea.support_count, idea.viewer_count) == (1, 1)
    assert abs(idea.heat - heat) < 1e-9
    assert sentences(wrong_counters) == []


def test_a_stage_nobody_decided_is_found(idea_id):
    spoil(idea_id, stage="in_review")

    assert len(sentences(wrong_stages)) == 1


def test_the_hour_brings_all_ideas_up_to_what_the_board_expects_now(
    ben, idea_id, ideas_of, supports, make_seen, idea_now, deliver
):
    supports(ben, idea_id)
    deliver()
    before = idea_now(idea_id).top
    make_seen(ideas_of("Another bench"), 200)

    rank_ideas()

    assert 0 < idea_now(idea_id).top < before


def test_there_is_a_count_of_ideas_and_supports(ben, idea_id, supports):
    supports(ben, idea_id)

    counts = {name: count() for name, count in TOTALS.items()}
    assert (counts["ideas"], counts["supports"], counts["imported_supports"]) == (1, 1, 0)
    assert (counts["idea_comments"], counts["comments"]) == (0, 0)
