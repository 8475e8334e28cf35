"""Ideas like the one being written stand beside the form, and are never in the way."""

import pytest

from forum.ideas.models import Idea
from forum.kernel.db import db, fresh_reading
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


def test_an_idea_like_another_is_posted_without_another_step(ben, parking, finds):
    assert ben.post("/ideas", **TEXT).status_code == 303
    assert how_many() == 1


def test_without_anybody_who_finds_things_the_page_works(ben, parking):
    page = ben.post("/ideas", **TEXT, look="yes")

    assert "We found no idea like yours." in page.text


def how_many():
    with fresh_reading():
        return db.query(Idea).count()
