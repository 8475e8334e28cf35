"""Many papers from four processes at once: one for each person, all of them counted, once."""

import random
from datetime import timedelta

from forum.ballots import actions, queries
from forum.ballots.models import BallotPaper
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import new_subject
from tests.races.crowd import crowd
from tests.races.racing import RACERS


def opened(cleo, *, days: float = 7) -> int:
    with writing():
        actions.switch_ballots(on=True, by=cleo.member)
        closes_at, words = now() + timedelta(days=days), ["One", "Two", "Three"]
        about_id = new_subject("thread")
        actions.open_ballot(about_id, "Which?", words, closes_at=closes_at, by=cleo.member)
        return about_id


def test_everybody_hands_in_two_papers_at_once_and_one_of_them_counts(app, cleo, racers):
    about_id, people = opened(cleo), crowd(20)
    deeds = [
        ("hand_in", {"member_id": who, "about_id": about_id, "chosen": [chosen]})
        for who in people
        for chosen in (0, 1)
    ]
    dice = random.Random(7)

    racers.race(app, *[dice.sample(deeds, len(deeds)) for _ in range(RACERS)])

    with fresh_reading():
        assert db.query(BallotPaper).count() == len(people)
        assert {paper.marks for paper in db.query(BallotPaper)} <= {1, 2}
    with at(now() + timedelta(days=8)), writing():
        actions.count_closed()
    with fresh_reading():
        ballot = queries.ballots_about([about_id])[about_id]
        assert ballot.papers == sum(one.approvals or 0 for one in ballot.options) == len(people)


def test_what_is_counted_at_the_same_moment_by_four_is_counted_once(app, cleo, racers):
    about_id = opened(cleo)
    people = crowd(8)
    with writing():
        ballot = queries.ballot_about(about_id)
        for who in people:
            db.add(BallotPaper(ballot_id=ballot.id, member_id=who, marks=5))
        ballot.opened_at, ballot.closes_at = now() - timedelta(days=2), now() - timedelta(days=1)

    outcomes = racers.all_do(app, "count_ballots")

    with fresh_reading():
        ballot = queries.ballots_about([about_id])[about_id]
        assert (ballot.papers, [one.approvals for one in ballot.options]) == (8, [8, 0, 8])
        assert db.query(BallotPaper).count() == 0
        assert db.query(PublishedEvent).where(PublishedEvent.kind == "ballot_counted").count() == 1
    assert sum(outcome.result for outcome in outcomes) == 1
