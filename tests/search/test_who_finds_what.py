"""What somebody may not see is not found: not as a result, not as a count, not in the words."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.threads import actions
from forum.threads.models import Answer, Thread
from search.actions import mark_stale
from search.boundary import engine
from tests.search.conftest import titles


@pytest.fixture
def canary(ada, asks, deliver):
    """A question of Ada's that holds a word nobody else uses."""
    asks(ada, "My permit is lost")
    thread_id = asks(ada, "A xylophone on the pavement")
    deliver()
    return thread_id


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_it_is_gone_at_once_even_before_the_index_knows(ben, canary, finds, asks_the_api, state):
    assert finds("xylophone") == ["A xylophone on the pavement"]
    _set_state(Thread, canary, state)

    assert finds("xylophone") == finds("xylophone", ben) == []
    assert titles(asks_the_api("/search", q="xylophone")) == []
    assert titles(asks_the_api("/similar", title="A xylophone")) == []


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_nor_is_it_counted_once_the_index_knows(canary, deliver, asks_the_api, state):
    _set_state(Thread, canary, state)
    with writing():
        mark_stale("thread", [canary])
    deliver()

    found = asks_the_api("/search", q="xylophone")

    assert found["facets"]["kind"] == {}


def test_staff_find_what_is_held_back(cleo, canary, deliver, finds):
    _set_state(Thread, canary, "held")
    with writing():
        mark_stale("thread", [canary])
    deliver()

    assert finds("xylophone", cleo) == ["A xylophone on the pavement"]


def test_suspended_staff_find_what_everybody_finds(cleo, canary, deliver, finds, asks_the_api):
    _set_state(Thread, canary, "held")
    with writing():
        mark_stale("thread", [canary])
        db.get_one(Member, cleo.member_id).suspended_until = now() + timedelta(days=1)
    deliver()

    assert finds("xylophone", cleo) == []
    assert cleo.api("GET", "/search?q=xylophone").json["facets"]["kind"] == {}


def test_nobody_finds_what_was_deleted(ada, cleo, canary, deliver, finds):
    with writing():
        actions.delete_post(db.get_one(Thread, canary), by=ada.member)
    deliver()

    assert finds("xylophone", cleo) == []
    assert ("thread", canary) not in engine().contents()


def test_what_comes_back_is_found_again(ada, cleo, canary, deliver, finds):
    with writing():
        actions.delete_post(db.get_one(Thread, canary), by=ada.member)
    deliver()
    with writing():
        actions.restore_post(db.get_one(Thread, canary), by=cleo.member)
    deliver()

    assert finds("xylophone") == ["A xylophone on the pavement"]


def test_a_deleted_answer_takes_its_words_along(ada, ben, asks, answers, deliver, finds):
    answer_id = answers(ben, asks(ada, "My permit is lost"), "It is under the xylophone.")
    deliver()
    assert finds("xylophone") == ["My permit is lost"]

    with writing():
        actions.delete_post(db.get_one(Answer, answer_id), by=ben.member)
    deliver()

    assert finds("xylophone") == []


def test_who_looks_for_something_leaves_no_trace_for_robots(visitor, canary):
    page = visitor.get("/search?q=xylophone")

    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "Set-Cookie" not in page.headers


def _set_state(model, id_, state):
    """As something further up would, without a word to the index."""
    with writing():
        db.execute(update(model).where(model.id == id_).values(state=state))
