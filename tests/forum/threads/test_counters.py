"""Doctor finds a counter that is wrong, and rebuilding puts it right."""

import pytest
from sqlalchemy import update

from forum.kernel.db import db, writing
from forum.threads import tasks
from forum.threads.models import Answer, Thread
from forum.threads.queries import TOTALS, checks


@pytest.fixture
def busy(ada, ben, pia, thread_id, answer_id):
    """A thread on which everything has happened."""
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")
    ada.post(f"/answers/{answer_id}/thanks")
    pia.post(f"/answers/{answer_id}/vote", value=1)
    pia.post(f"/threads/{thread_id}/vote", value=1)
    ben.post(f"/threads/{thread_id}/me-too")
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    db.rollback()


def findings():
    db.rollback()
    return [
        finding.sentence
        for check in (checks.wrong_counters, checks.wrong_solutions, checks.wrong_numbers)
        for finding in check()
    ]


def test_what_people_did_leaves_nothing_to_find(busy):
    assert findings() == []
    assert tasks.rebuild_counters() == 0


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Thread, "answer_count"),
        (Thread, "me_too_count"),
        (Thread, "score"),
        (Answer, "score"),
        (Answer, "thanks_count"),
        (Answer, "comment_count"),
    ],
)
def test_a_wrong_counter_is_found_and_put_right(busy, model, column):
    with writing():
        db.execute(update(model).values({column: 17}))

    assert any(column in sentence for sentence in findings())
    assert tasks.rebuild_counters() == 1
    assert findings() == []


def test_totals_that_came_with_an_archive_are_part_of_the_counter(busy):
    with writing():
        imported = {"imported_score": 5, "score": 6, "imported_thanks": 3, "thanks_count": 4}
        db.execute(update(Answer).values(imported))

    assert findings() == []


def test_a_solution_that_does_not_show_is_found(busy):
    with writing():
        db.execute(update(Answer).values(state="hidden"))
        db.execute(update(Thread).values(answer_count=0))

    assert any("has a solution" in sentence for sentence in findings())


def test_a_number_that_was_never_given_is_found(busy):
    with writing():
        db.execute(update(Answer).values(number=9))

    assert any("never given" in sentence for sentence in findings())


def test_stats_count_every_kind_of_post(busy):
    counted = {name: total() for name, total in TOTALS.items()}

    assert counted == {
        "threads": 1,
        "answers": 1,
        "comments": 1,
        "notes": 0,
        "posts": 3,
        "votes": 2,
        "solutions": 1,
        "deflections": 0,
        "tags": 0,
    }
