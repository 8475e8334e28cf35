"""The demo borough's board has ideas in all stages, is the same each time, and is loaded once."""

import pytest

from forum.home.demo import build_town
from forum.ideas import demo
from forum.ideas.models import Idea, Support
from forum.ideas.queries.checks import wrong_counters, wrong_stages
from forum.ideas.states import Stage
from forum.kernel.db import db
from forum.kernel.events import Origin, acting_through
from forum.kernel.mail import OutgoingMail


@pytest.fixture
def board(app, deliver):
    def build():
        with acting_through("command", origin=Origin.DEMO):
            build_town()
            demo.load()
        deliver()
        db.rollback()

    return build


def test_it_has_ideas_in_all_stages_adds_up_and_mails_nobody(board, visitor):
    board()

    ideas = db.query(Idea).all()
    assert len(ideas) == 25
    assert {idea.stage for idea in ideas} == set(Stage)
    assert [idea.state for idea in ideas].count("held") == 2
    assert max(idea.support_count for idea in ideas) >= 25
    assert [*wrong_counters(), *wrong_stages()] == []
    assert db.query(OutgoingMail).count() == 0
    for idea in ideas:
        shows = {"published": 200, "held": 404}.get(idea.state, 410)
        assert visitor.get(f"/ideas/{idea.id}-{idea.slug}").status_code == shows


def test_loading_it_twice_changes_nothing(board):
    board()
    before = db.query(Idea).count(), db.query(Support).count()

    board()

    assert (db.query(Idea).count(), db.query(Support).count()) == before


def test_without_the_town_there_is_no_board(app):
    demo.load()

    assert db.query(Idea).count() == 0
