"""A vote is one row; what is answered is the change, so that scores can be added up."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.subjects import new_subject
from forum.votes.actions import cast
from forum.votes.models import Vote


@pytest.fixture
def vote(app, ben):
    """`vote(1)` casts Ben's vote on one thing and gives (before, now, difference)."""
    with writing():
        subject_id = new_subject("answer")

    def cast_it(value):
        with writing():
            change = cast(by=ben.member, subject_id=subject_id, value=value)
        return change.before, change.value, change.difference

    return cast_it


def test_a_first_vote_counts_whole(vote):
    assert vote(1) == (0, 1, 1)


def test_the_same_vote_again_changes_nothing(vote):
    vote(1)

    assert vote(1) == (1, 1, 0)
    assert db.query(Vote).count() == 1


def test_changing_sides_counts_double(vote):
    vote(1)

    assert vote(-1) == (1, -1, -2)


def test_a_vote_taken_back_leaves_no_row(vote):
    vote(-1)

    assert vote(0) == (-1, 0, 1)
    assert vote(0) == (0, 0, 0)
    assert db.query(Vote).count() == 0
