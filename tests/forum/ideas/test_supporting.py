"""Standing behind an idea: once, for everybody alike, and taken back without a trace."""

import re

import pytest
from sqlalchemy import event, insert, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Rung
from forum.follows.queries import is_following
from forum.ideas.models import Idea, IdeaViewer, Support
from forum.ideas.ranking import COLD
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused

OWN_ROWS = re.compile(r"INSERT INTO (support|idea_viewer|follow|published_event|pending) ")


def test_supporting_counts_one_and_follows(ben, idea_id, supports, idea_now):
    supports(ben, idea_id)

    idea = idea_now(idea_id)
    assert (idea.support_count, idea.viewer_count) == (1, 1)
    assert idea.heat > COLD
    assert is_following(ben.member_id, idea_id)


def test_supporting_twice_counts_once(ben, idea_id, supports, idea_now):
    supports(ben, idea_id)
    supports(ben, idea_id)

    assert idea_now(idea_id).support_count == 1


def test_ones_own_idea_counts_once_like_any_other(ada, idea_id, supports, idea_now):
    supports(ada, idea_id)

    assert idea_now(idea_id).support_count == 1


def test_taken_back_it_is_as_if_it_had_never_been_but_they_have_seen_it(
    ben, idea_id, supports, idea_now
):
    supports(ben, idea_id)
    supports(ben, idea_id, wanted=False)
    supports(ben, idea_id, wanted=False)

    idea = idea_now(idea_id)
    assert (idea.support_count, idea.viewer_count, idea.heat) == (0, 1, COLD)
    assert not is_following(ben.member_id, idea_id)


def test_a_newcomer_and_an_advocate_count_the_same(ben, dev, idea_id, ideas_of, supports, idea_now):
    other_id = ideas_of("A bench somewhere else")
    ben.stands_on(Rung.NEWCOMER)
    dev.stands_on(Rung.ADVOCATE)

    supports(ben, idea_id)
    supports(dev, other_id)

    assert idea_now(idea_id).support_count == idea_now(other_id).support_count == 1


def test_a_paused_account_cannot_support(max_, idea_id, supports):
    with pytest.raises(Refused, match="paused"):
        supports(max_, idea_id)


def test_a_decided_idea_takes_no_more_supporters(ben, pia, idea_id, supports, decides):
    decides(pia, idea_id, "declined", reason="too_costly", summary="It costs too much.")

    with pytest.raises(Refused, match="decided"):
        supports(ben, idea_id)


def test_support_can_be_taken_back_after_the_decision(
    ben, pia, idea_id, supports, decides, idea_now
):
    supports(ben, idea_id)
    decides(pia, idea_id, "declined", reason="too_costly", summary="It costs too much.")

    supports(ben, idea_id, wanted=False)

    assert idea_now(idea_id).support_count == 0


def test_the_database_refuses_a_second_support_and_a_count_above_the_viewers(
    ben, idea_id, supports
):
    supports(ben, idea_id)

    with pytest.raises(IntegrityError), writing():
        db.execute(insert(Support).values(member_id=ben.member_id, idea_id=idea_id))
    with pytest.raises(IntegrityError), writing():
        db.execute(update(Idea).where(Idea.id == idea_id).values(support_count=2))


def test_the_button_on_the_page_supports_and_takes_back(ben, idea_id, idea_now):
    path = f"/ideas/{idea_id}-a-bench-at-the-stop"

    said = ben.post(f"/ideas/{idea_id}/support", wanted="yes", follow=True)
    taken_back = ben.post(f"/ideas/{idea_id}/support", wanted="no", follow=True)

    assert said.request.path == path
    assert "You support this" in said.text
    assert "Support this idea" in taken_back.text
    assert idea_now(idea_id).support_count == 0


def test_a_visitor_is_asked_to_sign_in(visitor, idea_id):
    page = visitor.get(f"/ideas/{idea_id}-a-bench-at-the-stop")

    assert "Sign in to support it" in page.text
    assert visitor.post(f"/ideas/{idea_id}/support", wanted="yes").status_code == 401


def test_looking_writes_nothing_now_and_counts_a_signed_in_viewer_once(
    ben, visitor, idea_id, idea_now, deliver
):
    for _ in range(2):
        ben.get(f"/ideas/{idea_id}-a-bench-at-the-stop")
    visitor.get(f"/ideas/{idea_id}-a-bench-at-the-stop")
    assert idea_now(idea_id).viewer_count == 0

    deliver()

    assert idea_now(idea_id).viewer_count == 1
    assert db.query(IdeaViewer).count() == 1


def test_the_worker_brings_the_trust_in_an_idea_up_to_date(
    ben, dev, idea_id, supports, idea_now, deliver
):
    supports(ben, idea_id)
    deliver()
    one = idea_now(idea_id).top

    supports(dev, idea_id)
    deliver()

    assert 0 < one < idea_now(idea_id).top < 1


def test_an_idea_is_locked_only_once_everything_about_the_person_is_written(
    app, ben, idea_id, supports
):
    """While many support it at one moment, this decides how long the others wait."""
    statements: list[str] = []
    engine = app.extensions["database"].writing
    event.listen(engine, "before_cursor_execute", lambda *sent: statements.append(sent[2]))

    supports(ben, idea_id)

    counted = next(n for n, one in enumerate(statements) if one.startswith("UPDATE idea "))
    own = [n for n, one in enumerate(statements) if OWN_ROWS.search(one)]
    assert len(own) >= 4
    assert max(own) < counted - 1
    assert len(statements) - counted == 2
    assert not any("stale_total" in one for one in statements)
