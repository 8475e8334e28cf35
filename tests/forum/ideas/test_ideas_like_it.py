"""Ideas like the one being written stand beside the form, and are never in the way."""

import pytest
from sqlalchemy import update

from forum.ideas.models import Idea
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.similar import Similar

TEXT = {"title": "A water fountain", "body": "The tap is far.", "topic": "parking"}


@pytest.fixture
def finds(app):
    """Somebody who can find things: always the same idea, and what was asked for."""
    asked = []

    def find(*, title, body, reader, before, most):
        asked.append((title, body, reader))
        url = "/ideas/7-a-drinking-fountain"
        return [Similar("idea", 7, "A drinking fountain", url, "At the park.", "Declined", 1.0)]

    app.extensions["house"].similar["idea"] = find
    return asked


def test_a_title_in_the_address_shows_what_is_like_it(visitor, parking, finds):
    page = visitor.get("/ideas/new?title=A+water+fountain").text

    assert "Is it one of these?" in page
    assert "/ideas/7-a-drinking-fountain" in page
    assert "Declined" in page
    assert 'value="A water fountain"' in page
    assert finds == [("A water fountain", "", None)]


def test_asking_for_ideas_like_mine_posts_nothing_and_keeps_the_text(ben, parking, finds):
    page = ben.post("/ideas", **TEXT, look="yes")

    assert page.status_code == 200
    assert "A drinking fountain" in page.text
    assert "The tap is far." in page.text
    assert how_many() == 0


def test_while_somebody_types_only_what_is_like_it_comes_back(ben, visitor, parking, finds):
    for who in (ben, visitor):
        part = who.post("/ideas", **TEXT, look="yes", live=True).text

        assert "A drinking fountain" in part
        assert "<html" not in part
        assert "The tap is far." not in part
    assert how_many() == 0


def test_an_idea_like_another_is_posted_without_another_step(ben, parking, finds):
    assert ben.post("/ideas", **TEXT).status_code == 303
    assert how_many() == 1


def test_without_anybody_who_finds_things_the_page_works(ben, parking):
    page = ben.post("/ideas", **TEXT, look="yes")

    assert "We found no idea like yours." in page.text


def test_the_one_that_says_it_already_can_be_supported_instead(ben, parking, finds, visitor):
    page = ben.get("/ideas/new?title=A+water+fountain").text

    assert "Support this one instead" in page
    assert 'form="instead" formaction="/ideas/7/deflection"' in page
    assert "Support this one instead" not in visitor.get("/ideas/new?title=A+fountain").text


def test_supporting_another_instead_supports_it_and_is_counted(ben, idea_id, idea_now):
    page = ben.post(f"/ideas/{idea_id}/deflection", follow=True)

    assert "Your voice counts for this idea" in page.text
    assert idea_now(idea_id).support_count == 1
    assert deflections() == [(ben.member_id, idea_id)]


def test_supporting_it_instead_twice_counts_once(ben, idea_id, idea_now):
    for _ in range(2):
        assert ben.post(f"/ideas/{idea_id}/deflection").status_code == 303

    assert idea_now(idea_id).support_count == 1
    assert len(deflections()) == 1


def test_a_decided_idea_takes_no_support_but_has_answered(ben, idea_id, idea_now):
    with writing():
        db.execute(
            update(Idea).where(Idea.id == idea_id).values(stage="declined", is_undecided=False)
        )

    assert ben.post(f"/ideas/{idea_id}/deflection").status_code == 303
    assert idea_now(idea_id).support_count == 0
    assert len(deflections()) == 1


def test_an_idea_nobody_can_see_answers_nothing(ada, held_id):
    assert ada.post(f"/ideas/{held_id}/deflection").status_code == 404
    assert deflections() == []


def deflections():
    with fresh_reading():
        events = db.query(PublishedEvent).where(PublishedEvent.kind == "idea_deflected")
        return [(event.actor_id, event.subject_id) for event in events]


def how_many():
    with fresh_reading():
        return db.query(Idea).count()
