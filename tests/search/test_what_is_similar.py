"""What is like a text somebody writes, by its words and its age, with the index and without."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import update

from forum.kernel.clock import at, now
from forum.kernel.db import writing
from forum.threads.models import Thread
from search.boundary import engine
from tests.search.conftest import titles

DAY = timedelta(days=1)


@pytest.fixture(params=["index", "database"])
def similar(request, deliver, asks_the_api):
    """`similar("A bridge")` gives the titles that are like it, from the index or without one."""

    def ask(title, **asked):
        deliver()
        if request.param == "database":
            shutil.rmtree(engine().shelf.root, ignore_errors=True)
            engine().let_go()
        return list(titles(asks_the_api("/similar", title=title, **asked)))

    return ask


@pytest.fixture
def asked_before(ada, asks):
    """`asked_before(90, "A bridge")`: a question of Ada's, so many days old."""

    def ask(days, title, body="Please."):
        with at(now() - days * DAY):
            return asks(ada, title, body)

    return ask


def test_of_what_is_as_much_alike_the_newer_one_is_first(asked_before, similar):
    asked_before(3, "A bridge over the brook")
    asked_before(900, "A brook under the bridge")

    assert similar("The bridge and the brook")[0] == "A bridge over the brook"


def test_what_says_the_same_is_first_however_old_it_is(asked_before, similar):
    asked_before(900, "A footbridge over the northern brook")
    asked_before(1, "A fountain in the northern meadow")
    asked_before(1, "A footbridge for cyclists at the station")

    assert similar("A footbridge over the northern brook")[0].endswith("northern brook")


def test_what_was_written_later_is_left_out(asked_before, similar):
    asked_before(20, "A bridge over the brook")
    asked_before(2, "A bridge over the brook again")

    then = (now() - 10 * DAY).isoformat()

    assert similar("A bridge over the brook", before=then) == ["A bridge over the brook"]


def test_other_forms_of_a_word_are_alike(asked_before, similar):
    asked_before(2, "Walking along the canals")

    assert similar("A walk by the canal") == ["Walking along the canals"]


def test_what_is_hidden_is_like_nothing(asked_before, similar):
    thread_id = asked_before(2, "A bridge over the brook")
    with writing() as session:
        session.execute(update(Thread).where(Thread.id == thread_id).values(state="hidden"))

    assert similar("A bridge over the brook") == []


@pytest.mark.parametrize(
    "title", ["%", "___", "and the of", "a\\%_'\"); --", "\u202e\u0130\U0001f6b2"]
)
def test_a_title_that_tells_nothing_is_like_nothing(asked_before, similar, title):
    asked_before(2, "A bridge over the brook")

    assert similar(title) == []


def test_the_text_tells_apart_what_has_the_same_title(asked_before, similar):
    asked_before(5, "A new bridge for us", "Over the brook at the mill, for children.")
    asked_before(5, "A new bridge, please", "Near the station, it is for lorries.")

    found = similar("A new bridge", body="Children go to school over the brook by the mill.")

    assert found == ["A new bridge for us", "A new bridge, please"]
